package vestnik.dispatch;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tells everybody on which messages one connection works, and as of which snapshot of the database it asks for their
/// consent. It is told before the question is put and before the messages are taken, so nobody sends what is not told here,
/// nor on an answer older than is told here.
final class Beacon implements AutoCloseable {

    private static final String WORK = """
            insert into sending (connection, node, mailing_id, first_ordinal, last_ordinal, asked, asked_at)
            values (:connection, :node, :mailing, :first, :last, pg_current_snapshot(), clock_timestamp())
            on conflict (connection) do update set mailing_id = excluded.mailing_id,
              first_ordinal = excluded.first_ordinal, last_ordinal = excluded.last_ordinal, asked = excluded.asked,
              asked_at = excluded.asked_at
            """;
    private static final String ASK = """
            update sending set asked = pg_current_snapshot(), asked_at = clock_timestamp() where connection = :connection
            """;
    private static final String REST = "update sending set mailing_id = null where connection = :connection";
    private static final String LEAVE = "delete from sending where connection = :connection";

    private final UUID connection = UUID.randomUUID();
    private final Node node;
    private final JdbcClient jdbc;

    Beacon(Node node, JdbcClient jdbc) {
        this.node = node;
        this.jdbc = jdbc;
    }

    /// From now on, these messages may be handed over on answers that are asked for from now on.
    void work(long mailing, int first, int last) {
        jdbc.sql(WORK).param("connection", connection).param("node", node.id()).param("mailing", mailing)
                .param("first", first).param("last", last).update();
    }

    /// From now on, only answers that are asked for from now on are acted upon.
    ///
    /// @throws IllegalStateException if this connection was taken for dead: then nothing more may be handed over on it
    void ask() {
        if (jdbc.sql(ASK).param("connection", connection).update() == 0) {
            throw new IllegalStateException("this connection was taken for dead by others");
        }
    }

    /// From now on, nothing is handed over until work goes on.
    void rest() {
        jdbc.sql(REST).param("connection", connection).update();
    }

    @Override
    public void close() {
        jdbc.sql(LEAVE).param("connection", connection).update();
    }
}
