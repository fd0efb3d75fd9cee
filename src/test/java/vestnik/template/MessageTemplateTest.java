package vestnik.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

class MessageTemplateTest {

    private static final Locale RUSSIAN = Locale.of("ru", "RU");

    private final Templates templates = new Templates(Path.of("templates"));
    private final MessageTemplate reminder = templates.get("appointment-reminder");

    @Test
    void saysWhatItIs() {
        assertThat(reminder.name()).isEqualTo("appointment-reminder");
        assertThat(reminder.purpose()).isEqualTo(Purpose.APPOINTMENT);
        assertThat(reminder.channels()).containsExactly(Channel.EMAIL, Channel.SMS);
        assertThat(reminder.fields()).contains("wardName").doesNotContain("visitDate");
        assertThatThrownBy(() -> templates.get("nothing")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void remindsThePatient() {
        EmailContent email = reminder.email(RUSSIAN, without(reminder, "wardName"));
        assertThat(email.subject()).isEqualTo("Напоминание: среда, 25 ноября в 10:30 — Мой доктор");
        assertThat(email.text().toString()).contains("Здравствуйте, Анна Сергеевна!", "вы записаны на визит",
                "Когда: среда, 25 ноября, 10:30", "К кому: Ольга Петровна Иванова",
                "Где: Клиника на Лесной, ул. Лесная, 5", "+7 495 123-45-67", "/u/Zk3v").doesNotContain("Маша", "${");
        assertThat(email.html().toString()).contains("<html lang=\"ru\">", "Ольга Петровна Иванова",
                "href=\"https://clinic.example/u/");
    }

    @Test
    void tellsARepresentativeOfWhomItIs() {
        EmailContent email = reminder.email(Locale.UK, reminder.sample(Locale.UK));
        assertThat(email.text().toString()).contains("a reminder of a visit of Masha", "Whom we expect: Masha");
        assertThat(email.html().toString()).contains("a reminder of a visit of Masha");
        assertThat(email.subject()).doesNotContain("Masha");
        assertThat(reminder.sms(Locale.UK, reminder.sample(Locale.UK)).body()).doesNotContain("Masha");
    }

    @Test
    void doesWithoutWhatIsNotKnown() {
        var least = Map.of("clinicName", "Мой доктор", "appointmentDate", "среда, 25 ноября", "appointmentDay", "25.11",
                "appointmentTime", "10:30", "branchName", " ");
        assertThat(reminder.sms(RUSSIAN, least))
                .isEqualTo(new SmsContent("25.11 в 10:30 ждём вас. Мой доктор", 1, SmsEncoding.UCS_2));
        assertThat(reminder.email(RUSSIAN, least).text().toString()).startsWith("Здравствуйте!\n").doesNotContain("Где",
                "К кому");
    }

    @Test
    void refusesToSayNothing() {
        assertThatThrownBy(() -> reminder.sms(RUSSIAN, without(reminder, "appointmentTime")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("appointment-reminder needs the field appointmentTime");
    }

    @Test
    void refusesMarketingWithoutAWayOut() {
        MessageTemplate promotion = templates.get("promotion");
        assertThatThrownBy(() -> promotion.email(RUSSIAN, without(promotion, "unsubscribeUrl")))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("promotion needs the field unsubscribeUrl");
    }

    @Test
    void keepsASubjectOnOneLine() {
        Map<String, String> fields = new HashMap<>(reminder.sample(RUSSIAN));
        fields.put("clinicName", "Мой доктор\r\nBcc: all@clinic.example\u2028\u202eend\u0000");
        assertThat(reminder.email(RUSSIAN, fields).subject())
                .endsWith("— Мой доктор  Bcc: all@clinic.example  end").doesNotContain("\r", "\n", "\u2028", "\u202e");
    }

    @Test
    void keepsNamesFromBecomingMarkupOrCode() {
        Map<String, String> fields = new HashMap<>(reminder.sample(RUSSIAN));
        fields.put("recipientName", "<script>alert('&\")</script>${clinicName?eval}");
        EmailContent email = reminder.email(RUSSIAN, fields);
        assertThat(email.html().toString())
                .contains("&lt;script&gt;alert(&#39;&amp;&quot;)&lt;/script&gt;${clinicName?eval}")
                .doesNotContain("<script>");
        assertThat(email.text().toString()).contains("<script>alert('&\")</script>${clinicName?eval}");
    }

    @Test
    void refusesWhatGrowsWithoutBound() {
        Map<String, String> fields = new HashMap<>(reminder.sample(RUSSIAN));
        fields.put("branchAddress", "x".repeat(BoundedWriter.LIMIT));
        assertThatThrownBy(() -> reminder.email(RUSSIAN, fields)).isInstanceOf(IllegalArgumentException.class);
        fields.put("branchAddress", "x".repeat(SmsContent.LONGEST));
        assertThatThrownBy(() -> reminder.sms(RUSSIAN, fields)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("appointment-reminder: an SMS of ");
    }

    @Test
    void rendersForManyAtOnce() {
        IntStream.range(0, 2000).parallel().forEach(i -> {
            Map<String, String> fields = new HashMap<>(reminder.sample(RUSSIAN));
            fields.put("recipientName", "Анна " + i);
            EmailContent email = reminder.email(RUSSIAN, fields);
            assertThat(email.text().toString()).contains("Здравствуйте, Анна " + i + "!");
            assertThat(email.html().toString()).contains("Здравствуйте, Анна " + i + "!");
        });
    }

    private static Map<String, String> without(MessageTemplate template, String field) {
        Map<String, String> fields = new HashMap<>(template.sample(RUSSIAN));
        fields.remove(field);
        return fields;
    }
}
