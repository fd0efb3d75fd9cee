<#if confirmUrl??>Подтвердите, пожалуйста<#else>Код подтверждения</#if> — ${clinicName}
