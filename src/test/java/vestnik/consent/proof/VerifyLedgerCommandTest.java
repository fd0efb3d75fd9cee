package vestnik.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Purpose.PROMOTION;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Collections;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import picocli.CommandLine;
import vestnik.test.Clinic;
import vestnik.test.TestDatabase;

class VerifyLedgerCommandTest {

    final DataSource source = TestDatabase.fresh();
    final JdbcClient jdbc = JdbcClient.create(source);
    final StringWriter printed = new StringWriter();

    @BeforeEach
    void twoEntries() {
        var clinic = new Clinic(source);
        long anna = clinic.with(clinic.patient(), "external_id = 'anna'");
        clinic.grants(anna, PROMOTION, EMAIL);
        clinic.withdraws(anna, PROMOTION, EMAIL);
    }

    @Test
    void aSoundLedgerGivesAnAnchorThatIsTakenLater() {
        assertThat(run()).isZero();
        assertThat(printed).asString().contains("2 entries, sealed, state agrees.").containsPattern("Anchor: \\S{70,}");
        String anchor = printed.toString().strip().replaceAll("(?s).* ", "");
        assertThat(run("--expect", anchor)).isZero();
        assertThat(printed).asString().contains("They go on from the expected anchor.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update consent_ledger set actor = 'x' where id = 1 | Entry 1 of patient anna was edited or swapped.
            update consent_ledger set actor = 'x' where id = 2 | Entry 2 of patient anna was edited or swapped, or entry 1
            delete from consent_ledger where id = 1            | Entry 2 of patient anna does not follow the beginning of its chain: 1 missing.
            delete from consent_ledger where id = 2            | Chain 1 is cut off behind Entry 1 of patient anna: 1 missing.
            delete from consent_ledger                         | Chain 1 is cut off behind the beginning of its chain: 2 missing.
            update consent_chain set entries = 1               | Entry 2 of patient anna was moved or put there: 1 too many.
            update consent_chain set hash = sha256('x')        | Entry 2 of patient anna was edited and sealed anew.
            update consent set state = 'GRANTED'               | What holds for patient anna, PROMOTION by EMAIL, is not what the ledger says; see entry 2.
            """)
    void whatIsWrongIsNamed(String tampering, String sentence) {
        jdbc.sql("set session_replication_role = replica; " + tampering + "; set session_replication_role = default")
                .update();
        assertThat(run()).isOne();
        assertThat(printed).asString().contains(sentence).doesNotContain("Anchor");
    }

    @Test
    void anotherLedgersAnchorIsNotTaken() {
        var other = Anchor.of(Collections.nCopies(LedgerWalk.CHAINS + 1, new ChainEnd(1, "ab")));
        assertThat(run("--expect", other.toString())).isOne();
        assertThat(printed).asString().contains("they were written anew");
    }

    @Test
    void whatIsNoAnchorIsBadUsage() {
        assertThat(run("--expect", "nonsense")).isEqualTo(2);
        assertThat(run("--nonsense")).isEqualTo(2);
    }

    private int run(String... arguments) {
        var command = new VerifyLedgerCommand(new LedgerVerification(jdbc, new JdbcTransactionManager(source)),
                new Verdict(jdbc));
        var out = new PrintWriter(printed);
        return new CommandLine(command).setOut(out).setErr(out).execute(arguments);
    }
}
