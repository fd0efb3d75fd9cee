Здравствуйте<#if recipientName??>, ${recipientName}</#if>!

<#if wardName??>
Напоминаем о визите: ждём вас вместе, ${wardName} и вы.
<#else>
Напоминаем: вы записаны на визит.
</#if>

Когда: ${appointmentDate}, ${appointmentTime}
<#if wardName??>
Кого ждём: ${wardName}
</#if>
<#if specialistName??>
К кому: ${specialistName}
</#if>
<#if branchName?? || branchAddress??>
Где: <#if branchName??>${branchName}<#if branchAddress??>, </#if></#if>${branchAddress!}
</#if>

<#if branchPhone??>
Планы изменились? Позвоните нам: ${branchPhone}. Перенесём или отменим запись, а время отдадим тому, кто ждёт.
<#else>
Планы изменились? Сообщите нам, пожалуйста: перенесём или отменим запись, а время отдадим тому, кто ждёт.
</#if>

До встречи!
${clinicName}

--
Это письмо отправлено автоматически, потому что у вас есть запись в клинике.
<#if unsubscribeUrl??>
Не присылать такие напоминания: ${unsubscribeUrl}
</#if>
