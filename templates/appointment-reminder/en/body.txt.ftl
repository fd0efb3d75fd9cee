Hello<#if recipientName??>, ${recipientName}</#if>!

<#if wardName??>
This is a reminder of a visit of ${wardName}.
<#else>
This is a reminder of your visit.
</#if>

When: ${appointmentDate}, ${appointmentTime}
<#if wardName??>
Whom we expect: ${wardName}
</#if>
<#if specialistName??>
With: ${specialistName}
</#if>
<#if branchName?? || branchAddress??>
Where: <#if branchName??>${branchName}<#if branchAddress??>, </#if></#if>${branchAddress!}
</#if>

<#if branchPhone??>
Have your plans changed? Call us on ${branchPhone}. We will move or cancel the visit and give the time to someone who is waiting.
<#else>
Have your plans changed? Please let us know. We will move or cancel the visit and give the time to someone who is waiting.
</#if>

See you soon!
${clinicName}

--
This message was sent automatically because a visit is booked.
<#if unsubscribeUrl??>
Stop reminders like this: ${unsubscribeUrl}
</#if>
