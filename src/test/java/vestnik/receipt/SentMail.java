package vestnik.receipt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.channel.email.Email;
import vestnik.channel.email.EmailComposer;
import vestnik.channel.email.EmailDraft;
import vestnik.template.EmailContent;
import vestnik.vocabulary.Purpose;

/// A promotion that went to a patient by e-mail: the rows of it, and what names it on the wire.
///
/// @param envelopeSender where its bounces go
/// @param id its Message-ID
public record SentMail(long mailing, int ordinal, String address, String envelopeSender, String id) {

    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID: <([^>]+)>");

    /// Writes the rows of it.
    public static SentMail to(long patient, long mailing, int ordinal, DataSource source, EmailComposer composer) {
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("""
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                values (?, ?, '2026-11-18', 'c:' || ? || ':' || ?, ?, 'EMAIL')
                """).params(mailing, ordinal, mailing, ordinal, patient).update();
        String address = jdbc.sql("select email from patient where id = ?").param(patient).query(String.class).single();
        Email mail = composer.compose(new EmailDraft(mailing + "." + ordinal, mailing, Purpose.PROMOTION, address,
                Locale.of("ru"), EmailContent.of("Акция", "<p>Акция</p>", "Акция"),
                URI.create("https://clinic.test/u/x"), Instant.parse("2026-11-18T09:00:00Z")));
        Matcher id = MESSAGE_ID.matcher(new String(mail.bytes(), StandardCharsets.UTF_8));
        if (!id.find()) {
            throw new IllegalStateException("no Message-ID");
        }
        return new SentMail(mailing, ordinal, address, mail.envelopeFrom(), id.group(1));
    }

    /// The same coming back.
    public BouncedMail back() {
        return new BouncedMail(envelopeSender, address, id);
    }
}
