package vestnik.consent;

import java.time.Instant;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.test.Clinic;
import vestnik.test.TestClock;

/// How people may stand when they are to be written to, on a Wednesday at noon in Moscow. Whatever they do, they do for
/// every purpose that can be asked for and on both channels.
enum Situation {

    NEVER_ASKED(People::adult),
    REQUESTED(people -> people.who(people.adult(), "REQUEST")),
    REQUESTED_AND_CONFIRMED(people -> people.who(people.adult(), "REQUEST", "GRANT")),
    GRANTED(people -> people.who(people.adult(), "GRANT")),
    GRANTED_AND_REQUESTED_AGAIN(people -> people.who(people.adult(), "GRANT", "REQUEST")),
    WITHDRAWN(people -> people.who(people.adult(), "GRANT", "WITHDRAWAL")),
    WITHDRAWN_WITHOUT_A_GRANT(people -> people.who(people.adult(), "WITHDRAWAL")),
    WITHDRAWN_AND_REQUESTED_AGAIN(people -> people.who(people.adult(), "GRANT", "WITHDRAWAL", "REQUEST")),
    WITHDRAWN_AND_GRANTED_AGAIN(people -> people.who(people.adult(), "WITHDRAWAL", "GRANT")),
    PAUSED_UNTIL_TOMORROW(people -> people.pausing(people.granted(), "2026-11-19")),
    PAUSED_UNTIL_TODAY(people -> people.pausing(people.granted(), "2026-11-18")),
    PAUSED_AND_WITHDRAWN(people -> people.pausing(people.who(people.adult(), "WITHDRAWAL"), "2026-11-19")),
    MINOR_WITHOUT_ANYBODY(people -> people.who(people.minor(), "GRANT")),
    MINOR_WHO_GRANTED_ALONE(people -> people.represented(people.who(people.minor(), "GRANT"))),
    MINOR_WHOSE_MOTHER_GRANTED(people -> people.grantedByMother(people.minor(), null)),
    MINOR_WHOSE_MOTHER_ONLY_ASKED(people -> people.askedByMother(people.minor())),
    MINOR_WHOSE_MOTHER_ACTS_NO_MORE(people -> people.grantedByMother(people.minor(), People.TODAY)),
    MINOR_WHOSE_FATHER_ACTS_NOW(people -> people.represented(people.grantedByMother(people.minor(), People.TODAY))),
    EIGHTEEN_TODAY(people -> people.grantedByMother(people.born("2008-11-18"), null)),
    EIGHTEEN_TODAY_AND_GRANTED(people -> people.who(people.grantedByMother(people.born("2008-11-18"), null), "GRANT")),
    EIGHTEEN_TODAY_AFTER_THE_MOTHER_WITHDREW(people -> people.withdrawnByMother(people.born("2008-11-18"))),
    EIGHTEEN_TOMORROW(people -> people.grantedByMother(people.born("2008-11-19"), null)),
    INCAPABLE_AND_GRANTED_BEFORE(people -> people.represented(people.with(people.granted(), "incapable = true"))),
    INCAPABLE_WHOSE_GUARDIAN_GRANTED(
            people -> people.grantedByMother(people.with(people.adult(), "incapable = true"), null)),
    BLOCKED(people -> people.with(people.granted(), "blocked_at = now()")),
    BLOCKED_AND_WITHDRAWN(people -> people.with(people.who(people.adult(), "WITHDRAWAL"), "blocked_at = now()")),
    ERASED(people -> people.with(people.granted(),
            "erased_at = now(), email = null, phone = null, phone_takes_sms = false")),
    ERASED_WHILE_BLOCKED(people -> people.with(people.granted(), "erased_at = now(), blocked_at = now()")),
    DECEASED(people -> people.with(people.granted(), "deceased = true")),
    SHARING_WITH_ONE_WHO_WITHDREW(people -> people.sharing(people.who(people.adult(), "GRANT", "WITHDRAWAL"))),
    SHARING_WITH_ONE_WHO_BOUNCED(people -> people.sharing(people.suppressed(people.granted()))),
    SUPPRESSED(people -> people.suppressed(people.granted())),
    SUPPRESSED_AND_PAUSED(people -> people.pausing(people.suppressed(people.granted()), "2026-11-19")),
    WITHOUT_AN_ADDRESS(people -> people.with(people.granted(), "email = null, phone = null, phone_takes_sms = false")),
    WHERE_IT_IS_NIGHT(people -> people.with(people.granted(), "zone = 'America/New_York'")),
    WRITTEN_TO_THREE_TIMES_THIS_WEEK(people -> people.writtenTo(people.granted(), 1, 3, 5)),
    WRITTEN_TO_THREE_TIMES_THIS_MONTH(people -> people.writtenTo(people.granted(), 1, 8, 15)),
    WANTS_A_MONTH_OF_REST(people -> people.resting(people.writtenTo(people.granted(), 20), 30)),
    HAD_A_MONTH_OF_REST(people -> people.resting(people.writtenTo(people.granted(), 31), 30)),
    GRANTED_THE_OLD_WORDING(People.YEAR_LATER, people -> people.granted()),
    GRANTED_AN_UNKNOWN_WORDING(People.YEAR_LATER, people -> people.granting(null)),
    GRANTED_THE_NEW_WORDING(People.YEAR_LATER, people -> people.granting("2")),
    WITHDRAWN_THE_OLD_WORDING(People.YEAR_LATER, people -> people.who(people.adult(), "GRANT", "WITHDRAWAL")),
    NEVER_ASKED_WITH_ANY_WORDING(People.YEAR_LATER, People::adult);

    private final Instant at;
    @SuppressWarnings("ImmutableEnumChecker") // It keeps nothing.
    private final Function<People, Long> arrangement;

    Situation(Function<People, Long> arrangement) {
        this(TestClock.START, arrangement);
    }

    Situation(Instant at, Function<People, Long> arrangement) {
        this.at = at;
        this.arrangement = arrangement;
    }

    /// When they are to be written to.
    Instant at() {
        return at;
    }

    /// A new patient who stands so.
    long arrange(DataSource source) {
        return arrangement.apply(new People(new Clinic(source), JdbcClient.create(source)));
    }
}
