package vestnik.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static java.util.stream.Collectors.toMap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.mailing.MailingKind;
import vestnik.mailing.Mailings;
import vestnik.mailing.Planner;
import vestnik.test.Clinic;
import vestnik.test.TestClock;
import vestnik.test.VestnikTest;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What the gate says in every situation to every purpose on every channel, and that a plan says the same. Each line holds
/// on both channels, and under `marketing` for promotions, partners' offers and requests for a review alike.
@VestnikTest
class ConsentMatrixTest {

    private static final String MATRIX = """
            situation                                | reminder          | marketing         | notice
            NEVER_ASKED                              | yes               | NO_CONSENT        | yes
            REQUESTED                                | yes               | UNCONFIRMED       | yes
            REQUESTED_AND_CONFIRMED                  | yes               | yes               | yes
            GRANTED                                  | yes               | yes               | yes
            GRANTED_AND_REQUESTED_AGAIN              | yes               | yes               | yes
            WITHDRAWN                                | OPTED_OUT         | OPTED_OUT         | yes
            WITHDRAWN_WITHOUT_A_GRANT                | OPTED_OUT         | OPTED_OUT         | yes
            WITHDRAWN_AND_REQUESTED_AGAIN            | OPTED_OUT         | OPTED_OUT         | yes
            WITHDRAWN_AND_GRANTED_AGAIN              | yes               | yes               | yes
            PAUSED_UNTIL_TOMORROW                    | yes               | PAUSED            | yes
            PAUSED_UNTIL_TODAY                       | yes               | yes               | yes
            PAUSED_AND_WITHDRAWN                     | OPTED_OUT         | OPTED_OUT         | yes
            MINOR_WITHOUT_ANYBODY                    | NO_REPRESENTATIVE | NO_REPRESENTATIVE | NO_REPRESENTATIVE
            MINOR_WHO_GRANTED_ALONE                  | yes               | NO_CONSENT        | yes
            MINOR_WHOSE_MOTHER_GRANTED               | yes               | yes               | yes
            MINOR_WHOSE_MOTHER_ONLY_ASKED            | yes               | UNCONFIRMED       | yes
            MINOR_WHOSE_MOTHER_ACTS_NO_MORE          | NO_REPRESENTATIVE | NO_REPRESENTATIVE | NO_REPRESENTATIVE
            MINOR_WHOSE_FATHER_ACTS_NOW              | yes               | NO_CONSENT        | yes
            EIGHTEEN_TODAY                           | yes               | NO_CONSENT        | yes
            EIGHTEEN_TODAY_AND_GRANTED               | yes               | yes               | yes
            EIGHTEEN_TODAY_AFTER_THE_MOTHER_WITHDREW | OPTED_OUT         | OPTED_OUT         | yes
            EIGHTEEN_TOMORROW                        | yes               | yes               | yes
            INCAPABLE_AND_GRANTED_BEFORE             | yes               | NO_CONSENT        | yes
            INCAPABLE_WHOSE_GUARDIAN_GRANTED         | yes               | yes               | yes
            BLOCKED                                  | BLOCKED           | BLOCKED           | BLOCKED
            BLOCKED_AND_WITHDRAWN                    | BLOCKED           | BLOCKED           | BLOCKED
            ERASED                                   | ERASED            | ERASED            | ERASED
            ERASED_WHILE_BLOCKED                     | ERASED            | ERASED            | ERASED
            DECEASED                                 | DECEASED          | DECEASED          | DECEASED
            SHARING_WITH_ONE_WHO_WITHDREW            | yes               | yes               | yes
            SHARING_WITH_ONE_WHO_BOUNCED             | SUPPRESSED        | SUPPRESSED        | SUPPRESSED
            SUPPRESSED                               | SUPPRESSED        | SUPPRESSED        | SUPPRESSED
            SUPPRESSED_AND_PAUSED                    | SUPPRESSED        | PAUSED            | SUPPRESSED
            WITHOUT_AN_ADDRESS                       | NO_ADDRESS        | NO_ADDRESS        | NO_ADDRESS
            WHERE_IT_IS_NIGHT                        | yes               | OUTSIDE_HOURS     | yes
            WRITTEN_TO_THREE_TIMES_THIS_WEEK         | yes               | OVER_CAP          | yes
            WRITTEN_TO_THREE_TIMES_THIS_MONTH        | yes               | yes               | yes
            WANTS_A_MONTH_OF_REST                    | yes               | OVER_CAP          | yes
            HAD_A_MONTH_OF_REST                      | yes               | yes               | yes
            GRANTED_THE_OLD_WORDING                  | yes               | WORDING_CHANGED   | yes
            GRANTED_AN_UNKNOWN_WORDING               | yes               | WORDING_CHANGED   | yes
            GRANTED_THE_NEW_WORDING                  | yes               | yes               | yes
            WITHDRAWN_THE_OLD_WORDING                | OPTED_OUT         | OPTED_OUT         | yes
            NEVER_ASKED_WITH_ANY_WORDING             | yes               | NO_CONSENT        | yes
            """;

    @Autowired
    Gate gate;
    @Autowired
    Planner planner;
    @Autowired
    Mailings mailings;
    @Autowired
    DataSource source;

    // In force half a year after the moment at which all other tests look.
    @BeforeAll
    static void aNewWordingAsksAgain(@Autowired JdbcClient jdbc) {
        jdbc.sql("""
                insert into wording (kind, version, body_ru, body_en, in_force_at, asks_again, published_by, published_at)
                select kind, '2', 'Согласен', 'I agree', '2027-05-18Z', true, 'test', now()
                from unnest(array['PROMOTION', 'PARTNER', 'REVIEW']) kind
                """).update();
    }

    @AfterAll
    static void clear(@Autowired DataSource source) {
        new Clinic(source).close();
    }

    @Test
    void theMatrixHasEverySituationAndReason() {
        assertThat(lines().map(Line::situation)).containsExactly(Situation.values());
        Set<String> reasons = new TreeSet<>();
        lines().forEach(line -> reasons.addAll(List.of(line.reminder(), line.marketing(), line.notice())));
        assertThat(reasons).contains(Stream.of(Withheld.values()).map(Enum::name).toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void theGateSays(Line line) {
        long patient = line.situation().arrange(source);
        for (var answer : gate.explain(patient, line.situation().at())) {
            assertThat(answer.reason().map(Enum::name).orElse("yes"))
                    .as("%s by %s", answer.purpose(), answer.channel())
                    .isEqualTo(line.expected(answer.purpose()));
        }
    }

    @ParameterizedTest
    @MethodSource
    void aPlanSaysTheSame(Channel channel) {
        Map<Long, Line> arranged = lines().filter(line -> line.situation().at().equals(TestClock.START))
                .collect(toMap(line -> line.situation().arrange(source), line -> line));
        var planned = plan(channel);
        arranged.forEach(
                (patient, line) -> assertThat(planned).as("%s", line).containsEntry(patient, line.marketing()));
    }

    static Stream<Channel> aPlanSaysTheSame() {
        return Stream.of(Channel.values());
    }

    @ParameterizedTest
    @MethodSource("marketing")
    void eachPurposeOnEachChannelIsDecidedByItself(Subscription only) {
        var clinic = new Clinic(source);
        long agreesToIt = clinic.patient();
        clinic.grants(agreesToIt, only.purpose(), only.channel());
        long refusesIt = Situation.GRANTED.arrange(source);
        clinic.withdraws(refusesIt, only.purpose(), only.channel());
        for (var one : Subscription.MARKETING) {
            assertThat(reason(agreesToIt, one)).isEqualTo(one.equals(only) ? null : Withheld.NO_CONSENT);
            assertThat(reason(refusesIt, one)).isEqualTo(one.equals(only) ? Withheld.OPTED_OUT : null);
        }
    }

    static Stream<Subscription> marketing() {
        return Subscription.MARKETING.stream();
    }

    private @Nullable Withheld reason(long patient, Subscription subscription) {
        return gate.explain(patient, TestClock.START).stream()
                .filter(answer -> answer.purpose() == subscription.purpose()
                        && answer.channel() == subscription.channel())
                .findFirst().orElseThrow().reason().orElse(null);
    }

    private Map<Long, String> plan(Channel channel) {
        var jdbc = JdbcClient.create(source);
        long campaign = new Clinic(source).launchedCampaign(channel);
        var mailing = mailings.open(MailingKind.CAMPAIGN, Purpose.PROMOTION, "promotion", "matrix:" + campaign,
                TestClock.START, campaign, "test", TestClock.START);
        planner.plan(mailing);
        var planned = new HashMap<Long, String>();
        jdbc.sql("select patient_id, coalesce(withheld, 'yes') as decision from message where mailing_id = ?")
                .param(mailing.id())
                .query(row -> {
                    planned.put(row.getLong("patient_id"), row.getString("decision"));
                });
        return planned;
    }

    private static Stream<Line> lines() {
        return MATRIX.lines().skip(1).map(line -> line.split("\\|"))
                .map(cells -> new Line(Situation.valueOf(cells[0].strip()), cells[1].strip(), cells[2].strip(),
                        cells[3].strip()));
    }

    record Line(Situation situation, String reminder, String marketing, String notice) {

        String expected(Purpose purpose) {
            return switch (purpose) {
                case APPOINTMENT -> reminder;
                case PROMOTION, PARTNER, REVIEW -> marketing;
                case NOTICE -> notice;
            };
        }

        @Override
        public String toString() {
            return "%s: %s, %s, %s".formatted(situation, reminder, marketing, notice);
        }
    }
}
