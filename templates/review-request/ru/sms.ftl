${clinicName}: всё ли прошло хорошо?<#if reviewUrl??> Ваш отзыв: ${reviewUrl}</#if> Отписаться: ${unsubscribeUrl}
