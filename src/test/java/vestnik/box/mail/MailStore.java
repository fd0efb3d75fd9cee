package vestnik.box.mail;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Every mail that was taken, in a database of its own, so that a thousand need no memory and a restart loses none.
public final class MailStore {

    private static final String CREATE = """
            create table if not exists mail (
              id bigint generated always as identity primary key,
              received_at timestamptz not null default now(),
              envelope_from text not null,
              recipient text not null,
              kind text not null,
              subject text not null,
              preview text not null,
              raw bytea not null
            )
            """;

    private static final String INSERT = """
            insert into mail (envelope_from, recipient, kind, subject, preview, raw)
            values (:envelopeFrom, :recipient, :kind, :subject, :preview, :raw)
            """;

    private static final String MATCHES = """
            where (:kind = '' or kind = :kind)
              and (:words = '' or position(lower(:words) in lower(recipient || ' ' || subject || ' ' || preview)) > 0)
            """;

    private static final String LIST = """
            select id, received_at, envelope_from, recipient, kind, subject, preview from mail
            """ + MATCHES + " order by id desc limit :limit offset :offset";

    private static final String COUNT = "select count(*) from mail " + MATCHES;

    private static final String RAW = "select raw from mail where id = :id";

    private static final String FIND = """
            select id, received_at, envelope_from, recipient, kind, subject, preview from mail where id = :id
            """;

    private static final RowMapper<Mail> MAIL = new SimplePropertyRowMapper<>(Mail.class);

    private final JdbcClient jdbc;

    /// Makes its table if it is not there.
    public MailStore(DataSource source) {
        jdbc = JdbcClient.create(source);
        jdbc.sql(CREATE).update();
    }

    void add(String envelopeFrom, String recipient, MailContent content, byte[] raw) {
        jdbc.sql(INSERT)
                .param("envelopeFrom", envelopeFrom)
                .param("recipient", recipient)
                .param("kind", content.kind())
                .param("subject", content.subject())
                .param("preview", content.preview())
                .param("raw", raw)
                .update();
    }

    /// The newest first; `kind` and `words` may be empty.
    public List<Mail> list(String kind, String words, int limit, int offset) {
        return jdbc.sql(LIST).param("kind", kind).param("words", words).param("limit", limit).param("offset", offset)
                .query(MAIL).list();
    }

    /// How many there are; `kind` and `words` may be empty.
    public long count(String kind, String words) {
        return jdbc.sql(COUNT).param("kind", kind).param("words", words).query(Long.class).single();
    }

    /// One mail without its content.
    public Optional<Mail> find(long id) {
        return jdbc.sql(FIND).param("id", id).query(MAIL).optional();
    }

    /// One mail as it was taken.
    public Optional<MailContent> content(long id) {
        return jdbc.sql(RAW).param("id", id).query(byte[].class).optional().map(MailContent::parse);
    }

    /// What a list shows of a mail.
    public record Mail(long id, OffsetDateTime receivedAt, String envelopeFrom, String recipient, String kind,
            String subject, String preview) {}
}
