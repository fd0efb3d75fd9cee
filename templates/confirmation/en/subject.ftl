<#if confirmUrl??>Please confirm<#else>Your code</#if> - ${clinicName}
