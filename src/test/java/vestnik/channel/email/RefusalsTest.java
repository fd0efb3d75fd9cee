package vestnik.channel.email;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusalsTest {

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            USER_UNKNOWN     | 550 5.1.1 <anna@clinic.test>: Recipient address rejected: User unknown in local recipient table
            USER_UNKNOWN     | 550-5.1.1 The email account that you tried to reach does not exist. Please try
            USER_UNKNOWN     | 550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup
            USER_UNKNOWN     | 550 5.4.1 Recipient address rejected: Access denied. AS(201806281)
            USER_UNKNOWN     | 550 Message was not accepted -- invalid mailbox. Local mailbox anna@mail.test is unavailable: user not found
            USER_UNKNOWN     | 550 No such user here
            USER_UNKNOWN     | 511 sorry, no mailbox here by that name (#5.1.1 - chkusr)
            USER_UNKNOWN     | 550 5.0.0 Пользователь с таким адресом не найден
            USER_UNKNOWN     | 550 5.1.1 Почтовый ящик не существует
            USER_UNKNOWN     | 550 Нет такого пользователя
            USER_UNKNOWN     | 550 5.1.1 Адрес получателя не найден
            USER_UNKNOWN     | 550 5.5.0 Unknown recipient
            USER_UNKNOWN     | 450 4.1.1 <anna@clinic.test>: Recipient address rejected: User unknown
            TEMPORARY        | 450 <anna@clinic.test>: Recipient address rejected: unknown user, for now
            HAS_MOVED        | 551 5.1.6 User has moved
            HOST_UNKNOWN     | 550 5.1.2 Host unknown (Name server: clinic.test: host not found)
            HOST_UNKNOWN     | 550 5.4.4 Unable to route: domain clinic.test does not exist
            HOST_UNKNOWN     | 550 Домен получателя не найден
            NETWORK_ERROR    | 450 4.4.4 Domain not found
            NOT_ACCEPT       | 556 5.1.10 Recipient address has null MX
            MAILBOX_FULL     | 552 5.2.2 Mailbox size limit exceeded
            MAILBOX_FULL     | 452 4.2.2 The email account that you tried to reach is over quota
            MAILBOX_FULL     | 550 5.1.1 Mailbox is full
            MAILBOX_FULL     | 552 Почтовый ящик получателя переполнен
            MAILBOX_FULL     | 550 Превышена квота почтового ящика
            SUSPENDED        | 550 5.2.1 The email account that you tried to reach is disabled
            SUSPENDED        | 550 Message was not accepted -- invalid mailbox. Local mailbox anna@mail.test is unavailable: account is disabled
            SUSPENDED        | 554 5.7.1 Recipient account is blocked
            SUSPENDED        | 550 Почтовый ящик заблокирован
            SUSPENDED        | 525 5.7.13 No
            GREYLISTED       | 450 4.7.1 <anna@clinic.test>: Recipient address rejected: Greylisted, see http://postgrey.test/
            GREYLISTED       | 451 4.7.1 Please try again later
            GREYLISTED       | 450 4.2.0 Try again
            GREYLISTED       | 451 Адрес в сером списке, серый список на 5 минут: серые списки
            SPEEDING         | 550-5.2.1 The user you are trying to contact is receiving mail at a rate that
            SPEEDING         | 421 4.7.28 Our system has detected an unusual rate of mail
            SPEEDING         | 421 4.7.0 Try again later, closing connection
            SPEEDING         | 451 4.7.1 Слишком много сообщений за последний час
            AUTH_FAILURE     | 550-5.7.26 This mail is unauthenticated, which poses a security risk
            AUTH_FAILURE     | 550 5.7.1 Email rejected per DMARC policy for clinic.test
            AUTH_FAILURE     | 550 5.7.515 Access denied, sending domain does not meet the required level
            AUTH_FAILURE     | 421 4.7.27 Try later
            REQUIRE_PTR      | 554 5.7.1 Client host rejected: cannot find your reverse hostname
            REQUIRE_PTR      | 550 5.7.25 No
            BLOCKED          | 554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org
            BLOCKED          | 550 5.1.1 Your IP has been listed
            BLOCKED          | 554 Ваш сервер находится в черном списке
            BAD_REPUTATION   | 550-5.7.1 likely suspicious due to the very low reputation of the sending domain
            SPAM_DETECTED    | 554 5.7.1 [2] Message rejected under suspicion of SPAM; https://ya.cc/1IrBc
            SPAM_DETECTED    | 550 spam message rejected. Please visit http://help.mail.ru/notspam-support
            SPAM_DETECTED    | 554 Сообщение похоже на спам
            POLICY_VIOLATION | 554 5.7.1 Policy rejection on the target address
            EXCEED_LIMIT     | 552 5.3.4 Message size exceeds fixed limit
            EXCEED_LIMIT     | 552 5.3.4 Размер письма превышает допустимый
            CONTENT_ERROR    | 550 5.6.0 M
            NO_RELAYING      | 554 5.7.1 <anna@clinic.test>: Relay access denied
            SECURITY_ERROR   | 530 5.7.0 Must issue a STARTTLS command first
            SECURITY_ERROR   | 535 5.7.8 Error
            SENDER_REJECTED  | 550 5.1.8 Sender address rejected: Domain not found
            SENDER_REJECTED  | 550 5.1.7 No such domain
            FILTERED         | 550 5.1.1 Refused due to recipient preferences
            FILTERED         | 550 5.7.1 User unknown
            EXPIRED          | 554 5.4.7 Delivery expired (message too old)
            NETWORK_ERROR    | 554 5.4.6 Too many hops
            NETWORK_ERROR    | 421 4.4.2 Connection timed out
            SYSTEM_ERROR     | 452 4.3.1 Insufficient system storage
            SYSTEM_ERROR     | 451 4.3.0 Временная ошибка, попробуйте позже
            SYNTAX_ERROR     | 500 What
            REJECTED         | 550 No
            TEMPORARY        | 451 No
            UNDEFINED        | Hello
            """)
    void understands(RefusalReason reason, String reply) {
        assertThat(Refusals.reason(SmtpReply.parse(reply), null)).isEqualTo(reason);
    }

    @Test
    void knowsThatOnlyTheRecipientsAnswerProvesSomethingOfTheRecipient() {
        var reply = SmtpReply.parse("550 5.1.1 User unknown");

        assertThat(Refusals.reason(reply, SmtpPhase.RCPT)).isEqualTo(RefusalReason.USER_UNKNOWN);
        assertThat(Refusals.reason(reply, SmtpPhase.CONNECT)).isEqualTo(RefusalReason.SENDER_REJECTED);
        assertThat(Refusals.reason(reply, SmtpPhase.MAIL)).isEqualTo(RefusalReason.SENDER_REJECTED);
        assertThat(Refusals.reason(reply, SmtpPhase.DATA)).isEqualTo(RefusalReason.FILTERED);
        assertThat(Refusals.reason(reply, SmtpPhase.END)).isEqualTo(RefusalReason.FILTERED);
    }

    @Test
    void takesNothingFromNamesOfMailboxes() {
        assertThat(Refusals.reason(
                SmtpReply.parse("554 user-unknown@spam.test: nothing known of mailbox-full@clinic.test"),
                null)).isEqualTo(RefusalReason.REJECTED);
    }

    @Test
    void isQuickWithWordsWithoutEnd() {
        String text = "550 " + "user user mailbox address does not ".repeat(100_000);

        assertThat(Refusals.reason(SmtpReply.parse(text), null)).isNotNull();
    }
}
