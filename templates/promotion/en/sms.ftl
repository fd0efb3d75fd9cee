Advertisement. ${clinicName}: 10% off before noon, Mon-Fri<#if branchPhone??>, ${branchPhone}</#if>. There are contraindications. Consult a specialist. Unsubscribe: ${unsubscribeUrl}
