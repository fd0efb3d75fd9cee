Hello<#if recipientName??>, ${recipientName}</#if>!

<#if confirmUrl??>
We were asked to send the clinic's messages to this address. If that was you, please confirm: until then we send nothing.<#if wardName??> They are the messages for ${wardName}.</#if>

Look and confirm: ${confirmUrl}
<#else>
Somebody wants to see the data that the clinic holds about you. If that is you, enter the code on the page that asks for it.<#if wardName??> They are the data that concern ${wardName}.</#if>
</#if>
<#if confirmCode??>

<#if confirmUrl??>Or enter the code on the page that asks for it:<#else>Your code:</#if> ${confirmCode}
</#if>

If you did not ask for this, there is nothing to do: without your confirmation nothing happens. Do not pass this message on to anybody.

${clinicName}

--
This message was sent automatically, to make sure that it is you who reads this address.
