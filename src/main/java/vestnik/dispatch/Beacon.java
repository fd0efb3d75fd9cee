package vestnik.dispatch;

import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.vocabulary.Channel;

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
            returning hold_on(mailing_id, :channel)
            """;
    private static final String REST = "update sending set mailing_id = null where connection = :connection";
    private static final String LEAVE = "delete from sending where connection = :connection";

    private final UUID connection = UUID.randomUUID();
    private final Node node;
    private final JdbcClient jdbc;
    private volatile CompletableFuture<Void> toldByOthers = CompletableFuture.completedFuture(null);

    Beacon(Node node, JdbcClient jdbc) {
        this.node = node;
        this.jdbc = jdbc;
    }

    /// From now on, these messages may be handed over on answers that are asked for from now on.
    ///
    /// @return why they are held, if they are
    @Nullable
    String work(long mailing, Channel channel, Slice slice) {
        awaitOthers();
        return jdbc.sql(WORK).param("connection", connection).param("node", node.id()).param("mailing", mailing)
                .param("first", slice.first()).param("last", slice.last()).param("channel", channel.name())
                .query((row, _) -> Optional.ofNullable(row.getString(1))).single().orElse(null);
    }

    /// Somebody else is about to tell something of this connection ([Beacons#tell(List)]).
    void tellAfter(CompletableFuture<Void> told) {
        toldByOthers = told;
    }

    /// Waits until what others tell is told. If they failed, it may yet be told at any time: nothing more must begin then.
    void awaitOthers() {
        toldByOthers.join();
    }

    /// Names this beacon to whoever asks again for its messages, which lets it tell so.
    UUID connection() {
        return connection;
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
