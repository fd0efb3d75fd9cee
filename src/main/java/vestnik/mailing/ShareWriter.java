package vestnik.mailing;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.EmptySqlParameterSource;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcUtils;

/// Decides about one share of the patients and writes their messages, in one transaction on a connection of its own.
final class ShareWriter implements AutoCloseable {

    /// What is decided about a share of the patients.
    @FunctionalInterface
    interface Decision {

        /// Writes the messages of a share into a table like `message`, numbered from 1, those to be sent first; returns how many.
        int write(Share share, String table, NamedParameterJdbcOperations connection);
    }

    /// How many messages a share has.
    record Counts(int sent, int withheld) {}

    /// What all writers hold, each for its own transaction.
    static final String LOCK = "hashtext('plan-share')";

    /// A transaction of a plan is silent while the largest share is written.
    static final String WAITS_FOR_OTHERS = "set local idle_in_transaction_session_timeout = '10min'";

    private static final String TABLE = "planned_share";
    // Once for each connection. Behind `do`, the driver does not see a table made, upon which it would forget all statements that
    // it has prepared.
    private static final String MAKE_TABLE = """
            do $$ begin
              if to_regclass('pg_temp.%1$s') is null then
                create temporary table %1$s (like message) on commit delete rows;
              end if;
            end $$
            """.formatted(TABLE);
    // PostgreSQL sees no deadlock between transactions that end together: a writer that waits for another's row fails.
    private static final String BEGIN = """
            %s;
            set local lock_timeout = '1min';
            select pg_advisory_xact_lock_shared(%s);
            %s
            """.formatted(WAITS_FOR_OTHERS, LOCK, MAKE_TABLE);
    private static final String COUNT_SENT = "select count(*) from %s where withheld is null".formatted(TABLE);
    private static final String INSERT = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, representative_id, channel,
              appointment_id, appointment_version, withheld)
            select mailing_id, ordinal + case when withheld is null then :sentBefore else :withheldBefore end, occasion_on, occasion,
              patient_id, representative_id, channel, appointment_id, appointment_version, withheld
            from %s
            """.formatted(TABLE);

    private final Share share;
    private final Connection connection;
    private final NamedParameterJdbcOperations jdbc;

    private ShareWriter(Share share, Connection connection) {
        this.share = share;
        this.connection = connection;
        this.jdbc = new NamedParameterJdbcTemplate(new SingleConnectionDataSource(connection, true));
    }

    static ShareWriter open(DataSource source, Share share) throws SQLException {
        var writer = new ShareWriter(share, source.getConnection());
        writer.connection.setAutoCommit(false);
        return writer;
    }

    Counts decide(Decision decision) {
        jdbc.getJdbcOperations().execute(BEGIN);
        int decided = decision.write(share, TABLE, jdbc);
        int sent = jdbc.queryForObject(COUNT_SENT, EmptySqlParameterSource.INSTANCE, (row, _) -> row.getInt(1));
        return new Counts(sent, decided - sent);
    }

    /// Writes what was decided.
    ///
    /// @param sentBefore how many messages of other shares are to be sent before those of this one
    /// @param withheldBefore how many messages stand before the withheld ones of this share, without its own that are sent
    int insert(int sentBefore, int withheldBefore) {
        return jdbc.update(INSERT, new MapSqlParameterSource("sentBefore", sentBefore)
                .addValue("withheldBefore", withheldBefore));
    }

    void commit() throws SQLException {
        connection.commit();
    }

    @Override
    public void close() {
        JdbcUtils.closeConnection(connection);
    }
}
