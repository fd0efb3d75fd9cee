${clinicName}<#if confirmCode??>: code ${confirmCode}, tell it to nobody</#if><#if confirmUrl??>. Confirm messages of the clinic: ${confirmUrl}</#if>
