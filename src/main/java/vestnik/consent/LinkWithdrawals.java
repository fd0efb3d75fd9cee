package vestnik.consent;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.stereotype.Repository;
import vestnik.consent.Barrier.Passing;

/// Appends what people withdraw through links, unless it is withdrawn already. Those who come at once are written together,
/// for mailbox providers unsubscribe many people in the minutes of a campaign.
@Repository
class LinkWithdrawals {

    private static final String NOT_FOR_LONG = "select set_config('lock_timeout', '500ms', true)";

    private static final String WITHDRAW = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, evidence)
            select distinct on (wanted.patient % 16, wanted.patient, wanted.purpose, wanted.channel)
              wanted.patient, wanted.purpose, wanted.channel, 'WITHDRAWAL', cast(wanted.at as timestamptz), wanted.source,
              wanted.representative, wanted.actor, cast(wanted.evidence as jsonb)
            from unnest(cast(:patients as bigint[]), cast(:purposes as text[]), cast(:channels as text[]),
                cast(:ats as text[]), cast(:sources as text[]), cast(:representatives as bigint[]),
                cast(:actors as text[]), cast(:evidences as text[])) with ordinality
              as wanted (patient, purpose, channel, at, source, representative, actor, evidence, place)
            where not exists (
              select from consent
              where consent.patient_id = wanted.patient and consent.purpose = wanted.purpose
                and consent.channel = wanted.channel and consent.state = 'WITHDRAWN'
            )
            order by wanted.patient % 16, wanted.patient, wanted.purpose, wanted.channel, wanted.place
            """;

    private final NamedParameterJdbcOperations jdbc;
    private final Barrier barrier;
    private final Gathered<Withdrawal, Passing> gathered = new Gathered<>(this::passTogether, this::passAlone);

    LinkWithdrawals(NamedParameterJdbcOperations jdbc, Barrier barrier) {
        this.jdbc = jdbc;
        this.barrier = barrier;
    }

    /// Withdraws in a transaction of its own, and tells how far that reaches. Passes the barrier even if nothing was written:
    /// the one who wrote it may not have been answered yet.
    Reach withdraw(Withdrawal withdrawal) {
        return gathered.ask(withdrawal).end(Set.of(withdrawal.patient()));
    }

    /// Withdraws within the transaction of the caller, who has locked the patients and passes the barrier afterwards.
    void write(List<Withdrawal> withdrawals) {
        execute(WITHDRAW, withdrawals);
    }

    private List<Passing> passTogether(List<Withdrawal> all) {
        execute(NOT_FOR_LONG + ";" + Withdrawals.LOCK + ";" + WITHDRAW, all);
        return Collections.nCopies(all.size(),
                barrier.begin(all.stream().map(Withdrawal::patient).collect(Collectors.toSet())));
    }

    private Passing passAlone(Withdrawal one) {
        execute(Withdrawals.LOCK + ";" + WITHDRAW, List.of(one));
        return barrier.begin(Set.of(one.patient()));
    }

    // All go to the database at once, which makes one transaction of them where there is none.
    private void execute(String sql, List<Withdrawal> withdrawals) {
        var lines = withdrawals.stream().flatMap(Withdrawal::lines).toList();
        jdbc.execute(sql, new MapSqlParameterSource()
                .addValue("patients", lines.stream().map(line -> line.of.patient()).toArray(Long[]::new))
                .addValue("purposes", texts(lines, line -> line.subscription.purpose().name()))
                .addValue("channels", texts(lines, line -> line.subscription.channel().name()))
                .addValue("ats", texts(lines, line -> line.of.at.toString()))
                .addValue("sources", texts(lines, line -> line.of.source.name()))
                .addValue("representatives",
                        lines.stream().map(line -> line.of.visitor.representativeId()).toArray(Long[]::new))
                .addValue("actors", texts(lines, line -> line.of.visitor.actor()))
                .addValue("evidences", texts(lines, line -> line.of.evidence)), PreparedStatement::execute);
    }

    private static String[] texts(List<Line> lines, Function<Line, String> value) {
        return lines.stream().map(value).toArray(String[]::new);
    }

    private record Line(Withdrawal of, Subscription subscription) {}

    /// What one visitor withdraws.
    ///
    /// @param evidence a JSON object
    record Withdrawal(Visitor visitor, Set<Subscription> wanted, Source source, Instant at, String evidence) {

        long patient() {
            return visitor.link().patientId();
        }

        private Stream<Line> lines() {
            return wanted.stream().map(subscription -> new Line(this, subscription));
        }
    }
}
