package vestnik.box.sms;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.twilio.TwilioMessage;

/// The messages that the stand-in took, those of earlier runs included.
public final class SmsStore {

    private static final String CREATE = """
            create table if not exists sms (
              sid text primary key,
              taken_at timestamptz not null,
              sender text not null,
              recipient text not null,
              body text not null,
              status text not null,
              error_code integer
            )
            """;

    private static final String KEEP = """
            insert into sms (sid, taken_at, sender, recipient, body, status, error_code)
            select * from unnest(:sids::text[], :taken::timestamptz[], :senders::text[], :recipients::text[],
              :bodies::text[], :statuses::text[], :errors::integer[])
            on conflict (sid) do update set status = excluded.status, error_code = excluded.error_code
            """;

    private static final String MATCHES = """
            where :words = '' or position(lower(:words) in lower(recipient || ' ' || body)) > 0
            """;

    private static final String LIST = """
            select sid, taken_at, sender, recipient, body, status, error_code from sms
            """ + MATCHES + " order by taken_at desc, sid limit :limit offset :offset";

    private static final String COUNT = "select count(*) from sms " + MATCHES;

    private static final RowMapper<Sms> SMS = new SimplePropertyRowMapper<>(Sms.class);

    private final JdbcClient jdbc;
    private final Supplier<List<TwilioMessage>> standIn;
    private Instant kept = Instant.EPOCH;

    /// Makes its table if it is not there; `standIn` gives what was taken in this run.
    public SmsStore(DataSource source, Supplier<List<TwilioMessage>> standIn) {
        this.standIn = standIn;
        jdbc = JdbcClient.create(source);
        jdbc.sql(CREATE).update();
    }

    /// Writes down what changed since the last time.
    public synchronized void keep() {
        List<TwilioMessage> changed = standIn.get().stream().filter(each -> !each.updated().isBefore(kept)).toList();
        changed.stream().map(TwilioMessage::updated).max(Instant::compareTo).ifPresent(last -> {
            jdbc.sql(KEEP)
                    .param("sids", changed.stream().map(TwilioMessage::sid).toArray(String[]::new))
                    .param("taken", changed.stream().map(each -> each.created().atOffset(ZoneOffset.UTC).toString())
                            .toArray(String[]::new))
                    .param("senders", changed.stream().map(SmsStore::sender).toArray(String[]::new))
                    .param("recipients", changed.stream().map(TwilioMessage::to).toArray(String[]::new))
                    .param("bodies", changed.stream().map(TwilioMessage::body).toArray(String[]::new))
                    .param("statuses", changed.stream().map(TwilioMessage::status).toArray(String[]::new))
                    .param("errors", changed.stream().map(TwilioMessage::errorCode).toArray(Integer[]::new))
                    .update();
            kept = last;
        });
    }

    private static String sender(TwilioMessage message) {
        String from = message.from();
        return from == null ? "" : from;
    }

    /// The newest first; `words` may be empty.
    public List<Sms> list(String words, int limit, int offset) {
        return jdbc.sql(LIST).param("words", words).param("limit", limit).param("offset", offset).query(SMS).list();
    }

    /// How many there are; `words` may be empty.
    public long count(String words) {
        keep();
        return jdbc.sql(COUNT).param("words", words).query(Long.class).single();
    }

    /// One message as it was sent.
    public record Sms(String sid, OffsetDateTime takenAt, String sender, String recipient, String body, String status,
            @Nullable Integer errorCode) {}
}
