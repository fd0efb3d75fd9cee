${clinicName}: did all go well?<#if reviewUrl??> Tell us: ${reviewUrl}</#if> Unsubscribe: ${unsubscribeUrl}
