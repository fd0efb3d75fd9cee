Advertisement

Hello<#if recipientName??>, ${recipientName}</#if>!

We have an arrangement with the pharmacy nearby: our patients get 7% off everything except prescription items. Show this message at the till; you need no card and no registration.

The partner has none of your data: we sent this message, and the pharmacy will not learn who got it.
<#if branchPhone??>

Questions: ${branchPhone}<#if branchName??>, ${branchName}</#if>
</#if>

${clinicName}

There are contraindications. Consult a specialist.

--
You got this message because you agreed to hear of offers from the clinic's partners.
Unsubscribe: ${unsubscribeUrl}
