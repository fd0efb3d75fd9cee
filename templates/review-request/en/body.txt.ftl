Hello<#if recipientName??>, ${recipientName}</#if>!

<#if wardName??>
Thank you for trusting us with someone close to you.
<#else>
Thank you for coming to see us.
</#if>

Tell us how it went: what was good and what we should do better. A line or two is enough and takes a minute.

When: ${visitDate}
<#if wardName??>
Who came: ${wardName}
</#if>
<#if specialistName??>
With: ${specialistName}
</#if>
<#if branchName??>
Where: ${branchName}
</#if>

<#if reviewUrl??>
Write a review: ${reviewUrl}
<#else>
You can leave a review at the reception desk.
</#if>

The clinic's management reads the reviews. If something went wrong, say so: we will look into it.

${clinicName}

--
You got this message because you agreed to rate the work of our specialists.
Unsubscribe: ${unsubscribeUrl}
