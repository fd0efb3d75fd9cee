Advertisement

Hello<#if recipientName??>, ${recipientName}</#if>!

Weekday mornings are quiet with us: no queues, easier parking and no need to rush. So visits that start before noon, Monday to Friday, are 10% off.

How to use it:
- choose any free morning;
<#if branchPhone??>
- call ${branchPhone} and say that you got this message;
<#else>
- say that you got this message when you book;
</#if>
- it is good for one visit and cannot be combined with other offers.
<#if branchName?? || branchAddress??>

Where: <#if branchName??>${branchName}<#if branchAddress??>, </#if></#if>${branchAddress!}
</#if>

If you do not need a visit now, there is nothing to do: your bookings and reminders stay as they are.

${clinicName}

There are contraindications. Consult a specialist.

--
You got this message because you agreed to hear of the clinic's offers.
Unsubscribe: ${unsubscribeUrl}
