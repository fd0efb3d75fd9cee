package vestnik.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import vestnik.consent.Publishing.InThePast;
import vestnik.consent.Publishing.PolicyAsksNobody;
import vestnik.consent.Publishing.Published;
import vestnik.consent.Publishing.VersionTaken;
import vestnik.consent.Wording.Kind;
import vestnik.vocabulary.Purpose;

/// The texts that people agree to and the privacy policy, in all their versions. Nothing published is ever changed.
@Service
public class Wordings {

    private static final String FIND_IN_FORCE = """
            select * from wording
            where kind = :kind and in_force_at <= :at
            order by in_force_at desc, id desc
            limit 1
            """;

    private static final String FIND = "select * from wording where kind = :kind and version = :version";

    private static final String LIST = "select * from wording order by kind, in_force_at desc, id desc";

    private static final String PUBLISH = """
            insert into wording (kind, version, body_ru, body_en, in_force_at, asks_again, published_by, published_at)
            values (:kind, :version, :bodyRu, :bodyEn, :inForceAt, :asksAgain, :publishedBy, :now)
            on conflict (kind, version) do nothing
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Wordings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// What a person is shown at this moment; empty for a purpose that needs no consent.
    public Optional<Wording> inForce(Purpose purpose, Instant at) {
        return Kind.of(purpose).flatMap(kind -> inForce(kind, at));
    }

    /// The privacy policy at this moment; empty if the clinic has published none.
    public Optional<Wording> policy(Instant at) {
        return inForce(Kind.POLICY, at);
    }

    /// One version of a text.
    public Optional<Wording> find(Kind kind, String version) {
        return jdbc.sql(FIND).param("kind", kind.name()).param("version", version).query(Wordings::read).optional();
    }

    /// All versions of all texts, those of a kind from the latest on.
    public List<Wording> list() {
        return jdbc.sql(LIST).query(Wordings::read).list();
    }

    /// The versions that people may have been shown for a purpose so far, the latest first.
    public List<String> shown(Purpose purpose) {
        return list().stream().filter(wording -> Kind.of(purpose).filter(wording.kind()::equals).isPresent())
                .filter(wording -> !wording.inForceAt().isAfter(clock.instant()))
                .map(Wording::version).toList();
    }

    /// Publishes a text for now or for a moment to come.
    public Publishing publish(Wording wording) {
        if (wording.kind() == Kind.POLICY && wording.asksAgain()) {
            return new PolicyAsksNobody();
        }
        if (wording.inForceAt().isBefore(clock.instant())) {
            return new InThePast();
        }
        return insert(wording) ? new Published(wording) : new VersionTaken();
    }

    private Optional<Wording> inForce(Kind kind, Instant at) {
        return jdbc.sql(FIND_IN_FORCE).param("kind", kind.name()).param("at", at.atOffset(ZoneOffset.UTC))
                .query(Wordings::read).optional();
    }

    private boolean insert(Wording wording) {
        return jdbc.sql(PUBLISH)
                .param("kind", wording.kind().name())
                .param("version", wording.version())
                .param("bodyRu", wording.bodyRu())
                .param("bodyEn", wording.bodyEn())
                .param("inForceAt", wording.inForceAt().atOffset(ZoneOffset.UTC))
                .param("asksAgain", wording.asksAgain())
                .param("publishedBy", wording.publishedBy())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    private static Wording read(ResultSet row, int number) throws SQLException {
        return new Wording(Kind.valueOf(row.getString("kind")), row.getString("version"), row.getString("body_ru"),
                row.getString("body_en"), row.getObject("in_force_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("asks_again"), row.getString("published_by"));
    }
}
