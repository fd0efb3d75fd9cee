${clinicName}<#if confirmCode??>: код ${confirmCode}, никому его не сообщайте</#if><#if confirmUrl??>. Подтвердить сообщения клиники: ${confirmUrl}</#if>
