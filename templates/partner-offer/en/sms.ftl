Advertisement. ${clinicName}: 7% off at our partner<#if branchPhone??>, ${branchPhone}</#if>. There are contraindications. Consult a specialist. Unsubscribe: ${unsubscribeUrl}
