package vestnik.mailing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.PROMOTION;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vestnik.campaign.Campaigns;
import vestnik.consent.Gate;
import vestnik.mailing.Shares.Cut;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;

/// A campaign that several connections plan, each for its share of the patients.
@VestnikTest
class SharedPlanTest {

    private static final int PATIENTS = 300;
    private static final int CAP = 3;
    private static final int CONNECTIONS = 2;
    private static final int UNTIL_POSTGRESQL_GENERALIZES = 6;
    private static final LocalDate DAY = LocalDate.ofInstant(TestClock.START, ZoneOffset.UTC);
    private static final String LIST_ROWS = """
            select concat_ws(' ', ordinal, patient_id, representative_id, channel, occasion_on, coalesce(withheld, 'sent'))
            from message
            where mailing_id = :mailing
            order by ordinal
            """;
    private static final String LEAVE_SOME = """
            insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
            select :mailing, row_number() over (order by id desc), :day, 'c:' || :campaign || ':' || id, id, 'EMAIL'
            from patient
            where id % 3 = 0
            """;
    private static final String REFUSE_LAST = """
            create function refuse() returns trigger language plpgsql as $$
              begin raise 'the disk is full'; end $$;
            create trigger refuse before insert on message for each row when (new.patient_id = %d) execute function refuse()
            """;
    private static final String REFUSE_NO_MORE = "drop trigger refuse on message; drop function refuse";
    private static final String REFUSE_IMPATIENCE = """
            create function refuse() returns trigger language plpgsql as $$
              begin
                if current_setting('idle_in_transaction_session_timeout') <> '10min' then raise 'impatient'; end if;
                return new;
              end $$;
            create trigger refuse before insert on message for each row execute function refuse();
            create trigger refuse before update on mailing for each row execute function refuse()
            """;
    private static final String REFUSE_IMPATIENCE_NO_MORE = "drop function refuse cascade";
    private static final String COUNT_WAITING = """
            select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'advisory'
            """;

    private static final String TELL_PREPARED = """
            select pg_backend_pid() || ' ' || string_agg(name, ' ') from pg_prepared_statements
            where statement like '%pg_prepared_statements%'
            """;
    private static final String COUNT_PLANS = """
            select sum(generic_plans) || ' generic, ' || sum(custom_plans) || ' custom' from pg_prepared_statements
            where statement like 'with considered%'
            """;

    @Autowired
    DataSource source;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    Campaigns campaigns;
    @Autowired
    AppointmentsDue appointments;
    @Autowired
    VisitsMade visits;
    @Autowired
    LettersAsked letters;
    @Autowired
    CampaignAudience audience;
    @Autowired
    Gate gate;
    @Autowired
    Mailings mailings;
    @Autowired
    SharedPlan shared;
    @Autowired
    NamedParameterJdbcOperations named;
    @Autowired
    PlatformTransactionManager transactions;
    @Autowired
    Clock clock;
    Clinic clinic;

    @BeforeEach
    void aClinicOfAllKindsOfPeople() {
        clinic = new Clinic(source);
        var random = new Random(20261129);
        for (int number = 0; number < PATIENTS; number++) {
            settle(random.nextInt(9));
        }
        jdbc.sql("analyze patient").update();
    }

    @AfterEach
    void empty() {
        clinic.close();
    }

    @ParameterizedTest(name = "{0} shares, for few: {1}")
    @CsvSource({"1, true", "2, false", "2, true", "3, false", "8, true"})
    void sharesWriteTheVeryRowsThatOneConnectionWrites(int connections, boolean few) {
        Mailing alone = open();
        Mailing together = open();
        assertThat(plan(alone, 1)).isEqualTo(PATIENTS);
        assertThat(plan(together, new Cut(cut(connections).shares(), few))).isEqualTo(PATIENTS);
        assertThat(rows(together)).isEqualTo(rows(alone)).hasSize(PATIENTS);
        assertThat(rows(together).stream().map(row -> row.replaceFirst(".* ", ""))).contains("sent", "NO_CONSENT",
                "OPTED_OUT", "NO_ADDRESS", "SUPPRESSED", "PAUSED", "OVER_CAP");
        assertThat(mailings.get(together.id()).plannedAt()).isEqualTo(clock.instant());
        assertThat(mailings.get(together.id()).days()).isEqualTo(new Mailing.Days(DAY, DAY));
    }

    @Test
    void planningAgainPlansNothing() {
        Mailing mailing = open();
        plan(mailing, 3);
        List<String> rows = rows(mailing);
        assertThat(plan(mailing, 3)).isZero();
        assertThat(rows(mailing)).isEqualTo(rows);
    }

    @ParameterizedTest(name = "{0} connections")
    @ValueSource(ints = {1, 3})
    void whatAnInterruptedPlanLeftIsForgotten(int connections) {
        Mailing mailing = open();
        jdbc.sql(LEAVE_SOME).param("mailing", mailing.id()).param("campaign", mailing.campaignId()).param("day", DAY)
                .update();
        assertThat(plan(mailing, connections)).isEqualTo(PATIENTS);
        Mailing other = open();
        plan(other, 1);
        assertThat(rows(mailing)).isEqualTo(rows(other));
    }

    @Test
    void ifOneShareFailsNothingIsWritten() {
        Mailing mailing = open();
        jdbc.sql(REFUSE_LAST.formatted(last())).update();
        try {
            assertThatThrownBy(() -> plan(mailing, 3)).isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("the disk is full");
        } finally {
            jdbc.sql(REFUSE_NO_MORE).update();
        }
        assertThat(rows(mailing)).isEmpty();
        assertThat(mailings.get(mailing.id()).plannedAt()).isNull();
        assertThat(plan(mailing, 3)).isEqualTo(PATIENTS);
    }

    @Test
    void aPlanMayBeSilentWhileItsLargestShareIsWritten() {
        Mailing mailing = open();
        jdbc.sql(REFUSE_IMPATIENCE).update();
        try {
            assertThat(plan(mailing, 3)).isEqualTo(PATIENTS);
        } finally {
            jdbc.sql(REFUSE_IMPATIENCE_NO_MORE).update();
        }
    }

    @Test
    void aPlanWaitsForTheConnectionsOfOneThatDied() throws Exception {
        Mailing mailing = open();
        try (Connection abandoned = source.getConnection()) {
            abandoned.setAutoCommit(false);
            abandoned.createStatement().execute("select pg_advisory_xact_lock_shared(hashtext('plan-share'))");
            var next = CompletableFuture.supplyAsync(() -> plan(mailing, 2));
            Awaitility.await().until(() -> jdbc.sql(COUNT_WAITING).query(Integer.class).single() == 1);
            try (var late = abandoned.prepareStatement(
                    "insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)"
                            + " values (?, 1, current_date, 'late', 1, 'EMAIL')")) {
                late.setLong(1, mailing.id());
                late.executeUpdate();
            }
            abandoned.commit();
            assertThat(next.get()).isEqualTo(PATIENTS);
        }
        assertThat(rows(mailing)).hasSize(PATIENTS);
    }

    @Test
    void itsConnectionsForgetNothingThatTheyHadPrepared() throws Exception {
        try (var pool = pool()) {
            List<String> prepared = each(pool, TELL_PREPARED);
            plan(open(), cut(CONNECTIONS), new SharedPlan(pool, jdbc));
            assertThat(each(pool, TELL_PREPARED)).isEqualTo(prepared);
        }
    }

    @Test
    void howeverManyAConnectionHasPlannedEachIsPlannedForThoseItConsiders() throws Exception {
        try (var pool = pool()) {
            for (int mailings = 0; mailings < 2 * UNTIL_POSTGRESQL_GENERALIZES; mailings++) {
                plan(open(), cut(CONNECTIONS), new SharedPlan(pool, jdbc));
            }
            assertThat(each(pool, COUNT_PLANS)).allMatch(plans -> plans.matches("0 generic, 1[0-9] custom"));
        }
    }

    @Test
    void everyPatientIsInOneShare() {
        List<Share> shares = new Shares(new PlanSettings(4, 50), jdbc).cut(considered("{}")).shares();
        assertThat(shares).hasSize(4);
        assertThat(LongStream.concat(ids(), LongStream.of(0, Long.MAX_VALUE, last() + 1)))
                .allMatch(id -> shares.stream().filter(share -> isIn(share, id)).count() == 1);
        assertThat(shares).allMatch(share -> ids().filter(id -> isIn(share, id)).count() > PATIENTS / 8);
    }

    @Test
    void aSmallClinicIsNotCut() {
        assertThat(cut(4, PATIENTS, "{}")).isEqualTo(Cut.NONE);
        assertThat(cut(4, PATIENTS / 2, "{}").shares()).hasSize(2);
    }

    @Test
    void fewOfTheClinicAreLookedUpOneByOne() {
        jdbc.sql("update patient set birth_date = '1930-05-17' where id in (select id from patient limit 20)").update();
        jdbc.sql("analyze patient").update();
        assertThat(cut(4, PATIENTS, "{}").few()).isFalse();
        assertThat(cut(4, PATIENTS, "{\"ageFrom\": 90}")).isEqualTo(new Cut(List.of(Share.ALL), true));
        assertThat(cut(4, PATIENTS / 3, "{\"ageFrom\": 90}").shares()).hasSize(2);
    }

    @Test
    void aClinicThatPostgresqlDoesNotKnowYetIsNotCut() {
        clinic.close();
        assertThat(cut(4, 1, "{}")).isEqualTo(Cut.NONE);
        clinic.patient();
        jdbc.sql("analyze patient").update();
        assertThat(cut(4, 1, "{}")).isEqualTo(Cut.NONE);
    }

    private Cut cut(int connections) {
        return cut(connections, 1, "{}");
    }

    private Cut cut(int connections, int patientsEach, String audience) {
        return new Shares(new PlanSettings(connections, patientsEach), jdbc).cut(considered(audience));
    }

    private Considered considered(String people) {
        long campaign = clinic.launchedCampaign(EMAIL);
        jdbc.sql("update campaign set audience = cast(:people as jsonb) where id = :id").param("people", people)
                .param("id", campaign).update();
        return audience.of(campaigns.get(campaign), TestClock.START);
    }

    private void settle(int kind) {
        long patient = kind == 0 ? clinic.child() : clinic.patient();
        if (kind == 1) {
            return;
        }
        if (kind == 0) {
            clinic.grants(clinic.representative(patient, null, null), patient, PROMOTION, EMAIL);
        } else {
            clinic.grants(patient, PROMOTION, EMAIL);
        }
        switch (kind) {
            case 2 -> clinic.withdraws(patient, PROMOTION, EMAIL);
            case 3 -> clinic.with(patient, "email = null");
            case 4 -> clinic.suppresses(patient, EMAIL, null);
            case 5 -> clinic.pauses(patient, DAY.plusDays(7));
            case 6 -> IntStream.range(0, CAP).forEach(
                    _ -> clinic.handedOver(patient, "PROMOTION", "ACCEPTED", TestClock.START));
            default -> {
            }
        }
    }

    private int plan(Mailing mailing, int connections) {
        return plan(mailing, cut(connections));
    }

    private int plan(Mailing mailing, Cut cut) {
        return plan(mailing, cut, shared);
    }

    private int plan(Mailing mailing, Cut cut, SharedPlan shared) {
        var shares = new Shares(new PlanSettings(1, 1), jdbc) {

            @Override
            Cut cut(Considered considered) {
                return cut;
            }
        };
        var planner = new Planner(campaigns, appointments, visits, letters, audience, gate, mailings, shares, shared,
                named, clock);
        Integer planned = new TransactionTemplate(transactions).execute(_ -> planner.plan(mailing));
        return planned == null ? 0 : planned;
    }

    /// As many connections as there are shares, which prepare each statement on its first use.
    private HikariDataSource pool() {
        var pool = new HikariDataSource();
        pool.setJdbcUrl(((HikariDataSource) source).getJdbcUrl());
        pool.addDataSourceProperty("prepareThreshold", "1");
        pool.setMaximumPoolSize(CONNECTIONS);
        return pool;
    }

    /// What each connection of a pool answers.
    private static List<String> each(DataSource pool, String question) throws SQLException {
        try (Connection one = pool.getConnection(); Connection other = pool.getConnection()) {
            return Stream.of(one, other)
                    .map(connection -> JdbcClient.create(new SingleConnectionDataSource(connection, true)))
                    .map(connection -> connection.sql(question).query(String.class).single())
                    .sorted().toList();
        }
    }

    private Mailing open() {
        long campaign = clinic.launchedCampaign(EMAIL);
        return mailings.open(MailingKind.CAMPAIGN, PROMOTION, "promotion", "campaign:" + campaign, TestClock.START,
                campaign, "test", TestClock.START);
    }

    private List<String> rows(Mailing mailing) {
        return jdbc.sql(LIST_ROWS).param("mailing", mailing.id()).query((row, _) -> row.getString(1)).list();
    }

    private long last() {
        return ids().max().orElseThrow();
    }

    private LongStream ids() {
        return jdbc.sql("select id from patient").query((row, _) -> row.getLong(1)).list().stream()
                .mapToLong(Long::longValue);
    }

    private static boolean isIn(Share share, long id) {
        return share.first() <= id && id <= share.last();
    }
}
