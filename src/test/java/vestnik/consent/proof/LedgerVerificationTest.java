package vestnik.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vestnik.vocabulary.Channel.EMAIL;
import static vestnik.vocabulary.Channel.SMS;
import static vestnik.vocabulary.Purpose.PARTNER;
import static vestnik.vocabulary.Purpose.PROMOTION;
import static vestnik.vocabulary.Purpose.REVIEW;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.CutOff;
import vestnik.consent.proof.Finding.Edited;
import vestnik.consent.proof.Finding.MissingBefore;
import vestnik.consent.proof.Finding.OtherState;
import vestnik.consent.proof.Finding.OutOfPlace;
import vestnik.consent.proof.Finding.Rewritten;
import vestnik.consent.proof.Finding.SealedAnew;
import vestnik.consent.proof.Finding.Sound;
import vestnik.test.Clinic;
import vestnik.test.TestDatabase;

/// Tampers with the ledger as somebody would who owns the database.
class LedgerVerificationTest {

    static final String URL = TestDatabase.freshUrl();
    static final DataSource SOURCE = new SingleConnectionDataSource(URL, true);

    final JdbcClient jdbc = JdbcClient.create(SOURCE);
    final Clinic clinic = new Clinic(SOURCE);
    final LedgerVerification verification = new LedgerVerification(jdbc, new JdbcTransactionManager(SOURCE));

    /// Entries 1 to 6 are those of Anna, 7 and 8 of Boris, who is in another chain; 9 is Anna's again.
    @BeforeEach
    void twoPeopleWithAHistory() {
        forgetAll();
        long anna = clinic.patient();
        long boris = clinic.patient();
        clinic.grants(anna, PROMOTION, EMAIL);
        clinic.grants(anna, PROMOTION, SMS);
        clinic.grants(clinic.representative(anna, null, null), anna, REVIEW, EMAIL);
        clinic.withdraws(anna, PROMOTION, EMAIL);
        clinic.grants(anna, PARTNER, EMAIL);
        clinic.grants(anna, PROMOTION, EMAIL);
        clinic.grants(boris, PROMOTION, EMAIL);
        clinic.withdraws(boris, PROMOTION, EMAIL);
        clinic.withdraws(anna, REVIEW, EMAIL);
        jdbc.sql("update patient set external_id = case id when ? then 'anna' else 'boris' end").param(anna).update();
    }

    @Test
    void whatNobodyTouchedIsSound() {
        assertThat(verify()).isInstanceOfSatisfying(Sound.class, sound -> assertThat(sound.entries()).isEqualTo(9));
    }

    @ParameterizedTest(name = "analyzed every {0} entries")
    @ValueSource(ints = {1000, 100, 30, 7})
    void anEntryIsSealedWithoutReadingAllOfALedgerThatTheSessionSawSmall(int every) {
        long before = entriesRead();
        for (int entry = 0; entry < 300; entry++) {
            if (entry % every == 0) {
                jdbc.sql("analyze consent_ledger").update();
            }
            clinic.grants(clinic.patient(), PROMOTION, EMAIL);
        }
        assertThat(entriesRead() - before).isLessThanOrEqualTo(300);
    }

    private long entriesRead() {
        jdbc.sql("select pg_stat_force_next_flush()").query(row -> {
        });
        return jdbc.sql("select seq_tup_read + idx_tup_fetch from pg_stat_user_tables where relname = 'consent_ledger'")
                .query(Long.class).single();
    }

    @Test
    void anEmptyLedgerIsSound() {
        forgetAll();
        assertThat(verify()).isInstanceOf(Sound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"purpose = 'PARTNER'", "channel = 'SMS'", "act = 'REQUEST'",
            "at = at - interval '1 second'",
            "source = 'IMPORT'", "representative_id = null", "actor = 'somebody'", "wording = '2'",
            "evidence = '{\"document\": \"form 17\"}'", "recorded_at = recorded_at - interval '1 microsecond'",
            "hash = sha256('x')", "patient_id = patient_id + 16"})
    void anEditOfAnyColumnIsFound(String edit) {
        if (edit.startsWith("patient_id")) {
            jdbc.sql("""
                    insert into patient (id, external_id, content_hash) overriding system value
                    select id + 16, 'other', '' from patient where external_id = 'anna'
                    """).update();
        }
        tamper("update consent_ledger set " + edit + " where id = 3");
        assertThat(verify()).isEqualTo(new Edited(3, 2));
    }

    @ParameterizedTest(name = "without {0}: {1} of {2}")
    @CsvSource({"1,2,0", "2,3,1", "4,5,3"})
    void aRemovedEntryIsMissedByTheNext(long removed, long found, long before) {
        tamper("delete from consent_ledger where id = " + removed);
        assertThat(verify()).isEqualTo(new MissingBefore(found, before, 1));
    }

    @ParameterizedTest(name = "from {0} on")
    @CsvSource({"9,6,1", "5,4,3", "1,0,7"})
    void anEndThatIsCutOffIsMissed(long from, long last, long missing) {
        tamper("delete from consent_ledger where id >= " + from + " and patient_id % 16 = 1");
        assertThat(verify()).isEqualTo(new CutOff(1, last, missing));
    }

    @Test
    void aTruncatedLedgerIsMissed() {
        tamper("truncate consent_ledger");
        assertThat(verify()).isEqualTo(new CutOff(1, 0, 7));
    }

    @Test
    void twoSwappedEntriesAreFoundAtTheFirst() {
        tamper("""
                update consent_ledger one set (purpose, channel, act, at, source, representative_id, actor, wording, evidence,
                  recorded_at, hash) = (select purpose, channel, act, at, source, representative_id, actor, wording, evidence,
                  recorded_at, hash from consent_ledger other where other.id = 6 - one.id)
                where id in (2, 4)
                """);
        assertThat(verify()).isEqualTo(new Edited(2, 1));
    }

    @Test
    void twoEntriesThatSwappedPlacesAreFoundAtTheFirst() {
        tamper("update consent_ledger set id = -id where id in (2, 4)");
        tamper("update consent_ledger set id = 6 + id where id < 0");
        assertThat(verify()).isEqualTo(new Edited(2, 1));
    }

    @Test
    void anEntryThatWasMadeAnotherPersonsIsFound() {
        tamper("update consent_ledger set patient_id = 2 where id = 4");
        assertThat(verify()).isEqualTo(new OutOfPlace(4, 0, 1));
    }

    @Test
    void anEntryPutInWithoutASealIsFound() {
        tamper("""
                insert into consent_ledger (id, patient_id, purpose, channel, act, at, source, actor, hash)
                values (10, 2, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PAPER', 'reception', sha256('x'))
                """);
        assertThat(verify()).isEqualTo(new OutOfPlace(10, 8, 1));
    }

    @Test
    void anEntryEditedAndSealedAnewIsFoundAtTheNext() {
        tamper("update consent_ledger set actor = 'somebody' where id = 2");
        seal(2);
        assertThat(verify()).isEqualTo(new Edited(3, 2));
    }

    @Test
    void theLastEntryEditedAndSealedAnewIsFoundAtTheEnd() {
        tamper("update consent_ledger set actor = 'somebody' where id = 9");
        seal(9);
        assertThat(verify()).isEqualTo(new SealedAnew(9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update consent set state = 'GRANTED' where ledger_id = 8",
            "update consent set since = since + interval '1 second' where ledger_id = 8",
            "update consent set wording = 'other' where ledger_id = 8", "delete from consent where ledger_id = 8"})
    void aStateThatTheLedgerDoesNotSayIsFound(String edit) {
        jdbc.sql(edit).update();
        assertThat(verify()).isEqualTo(new OtherState(8, "boris", "PROMOTION", "EMAIL"));
    }

    @Test
    void aStateWithoutALedgerIsFound() {
        jdbc.sql("insert into consent values (2, 'REVIEW', 'SMS', 'GRANTED', now(), null, 99)").update();
        assertThat(verify()).isEqualTo(new OtherState(99, "boris", "REVIEW", "SMS"));
    }

    @Test
    void theFirstOfSeveralIsNamed() {
        tamper("update consent_ledger set actor = 'somebody' where id in (5, 8)");
        tamper("delete from consent_ledger where id = 9");
        assertThat(verify()).extracting(Broken.class::cast).returns(5L, Broken::entry);
    }

    @Test
    void aChainWrittenAnewIsFoundOnlyByAnAnchor() {
        var anchor = ((Sound) verify()).anchor();
        tamper("update consent_ledger set actor = 'somebody' where id = 4");
        for (long entry : List.of(4, 5, 6, 9)) {
            seal(entry);
        }
        jdbc.sql("update consent_chain set hash = (select hash from consent_ledger where id = 9) where chain = 1")
                .update();
        assertThat(verify()).isInstanceOf(Sound.class);
        assertThat(verify(anchor)).isEqualTo(new Rewritten(0));
    }

    @Test
    void anEndCutOffWithoutATraceIsFoundOnlyByAnAnchor() {
        var anchor = ((Sound) verify()).anchor();
        tamper("delete from consent_ledger where id = 9");
        jdbc.sql("""
                update consent_chain set entries = 6, hash = (select hash from consent_ledger where id = 6) where chain = 1
                """).update();
        jdbc.sql("delete from consent").update();
        jdbc.sql(
                "insert into consent select patient_id, purpose, channel, state, since, representative_id, ledger_id, wording from consent_rebuilt")
                .update();
        assertThat(verify()).isInstanceOf(Sound.class);
        assertThat(verify(anchor)).isEqualTo(new Rewritten(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update wording set body_en = body_en || ' and calls'",
            "delete from wording where kind = 'REVIEW'",
            "update wording set in_force_at = in_force_at - interval '1 day'"})
    void anEditedWordingIsFoundByAnAnchor(String edit) {
        var anchor = ((Sound) verify()).anchor();
        tamper("create table kept as table wording; " + edit);
        var finding = verify(anchor);
        tamper("delete from wording; insert into wording overriding system value table kept; drop table kept");
        assertThat(finding).isEqualTo(new Rewritten(0));
        assertThat(verify(anchor)).isInstanceOf(Sound.class);
    }

    @Test
    void anAnchorHoldsWhenTheLedgerHasGrown() {
        var anchor = ((Sound) verify()).anchor();
        clinic.grants(1, REVIEW, SMS);
        clinic.grants(clinic.patient(), REVIEW, SMS);
        jdbc.sql("""
                insert into wording (kind, version, body_ru, body_en, in_force_at, published_by, published_at)
                values ('REVIEW', '2', 'да', 'yes', now(), 'test', now())
                """).update();
        var later = verify(anchor);
        assertThat(later).isInstanceOfSatisfying(Sound.class,
                sound -> assertThat(sound.anchor()).isNotEqualTo(anchor));
    }

    @Test
    void whatIsWrittenWhileItWalksIsLeftToTheNextWalk() {
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor)
                select 2, 'REVIEW', 'SMS', 'GRANT', now(), 'PAPER', 'reception' from generate_series(1, 50000)
                """).update();
        var told = new ArrayList<Progress>();
        var elsewhere = new Clinic(new SingleConnectionDataSource(URL, true));
        var finding = verification.verify(Optional.empty(), progress -> {
            told.add(progress);
            CompletableFuture.runAsync(() -> elsewhere.grants(1, REVIEW, SMS)).join();
        });
        assertThat(finding).isInstanceOfSatisfying(Sound.class,
                sound -> assertThat(sound.entries()).isEqualTo(50_009));
        assertThat(told).singleElement().returns(50_000L, Progress::done).returns(50_009L, Progress::total);
        assertThat(verify()).isInstanceOf(Sound.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"update consent_ledger set actor = 'x' where id = 1",
            "delete from consent_ledger where id = 1",
            "truncate consent_ledger", "truncate consent_ledger cascade"})
    void theServiceItselfCannotChangeTheLedger(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update()).hasMessageContaining("consent_ledger is append-only");
        assertThat(verify()).isInstanceOf(Sound.class);
    }

    @Test
    void aPlaceOrASealOfOnesOwnIsNotTaken() {
        jdbc.sql("""
                insert into consent_ledger (id, patient_id, purpose, channel, act, at, source, actor, hash)
                values (3, 2, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PAPER', 'reception', sha256('x'))
                """).update();
        assertThat(verify()).isInstanceOf(Sound.class);
        assertThat(jdbc.sql("select max(id) from consent_ledger").query(Integer.class).single()).isEqualTo(10);
    }

    private void forgetAll() {
        tamper("""
                delete from consent_ledger; delete from consent; delete from consent_chain; delete from appointment;
                delete from representation; delete from representative; delete from patient;
                alter sequence consent_ledger_place restart; alter table patient alter column id restart
                """);
    }

    private Finding verify() {
        return verify(null);
    }

    private Finding verify(@Nullable Anchor anchor) {
        return verification.verify(Optional.ofNullable(anchor), _ -> {
        });
    }

    private void tamper(String sql) {
        jdbc.sql("set session_replication_role = replica; " + sql + "; set session_replication_role = default")
                .update();
    }

    private void seal(long entry) {
        tamper("""
                update consent_ledger entry set hash = consent_seal((select hash from consent_ledger earlier
                  where earlier.patient_id %% 16 = entry.patient_id %% 16 and earlier.id < entry.id order by id desc limit 1), entry)
                where id = %d
                """.formatted(entry));
    }
}
