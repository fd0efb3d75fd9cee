package vestnik.clinic.intake;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class ConsentImportTest extends ImportTest {

    static final String GRANT = "adult;PROMOTION;EMAIL;GRANT;2026-03-01T10:00;2026-1;;folder 7";
    static final String WITHDRAWAL = "adult;PROMOTION;EMAIL;WITHDRAWAL;2026-05-01T10:00;;;";

    @Autowired
    DataSource source;

    @BeforeEach
    void anAdultAndAMinorWithAMother() {
        handIn(FileKind.PATIENTS, patient("adult"), patient("minor").replace("1980", "2015"));
        handIn(FileKind.REPRESENTATIVES, RepresentativeImportTest.MOTHER.replace("p1", "minor"));
    }

    @Test
    void aGrantIsAppendedWithItsEvidence() {
        var run = handIn(FileKind.CONSENTS, GRANT);
        assertThat(run).returns(1L, ImportRun::created);
        assertThat(row("""
                select act, source, actor, wording, evidence->>'document' as document,
                  to_char(at at time zone 'UTC', 'HH24:MI') as at
                from consent_ledger
                """)).containsEntry("act", "GRANT").containsEntry("source", "IMPORT").containsEntry("wording", "2026-1")
                .containsEntry("actor", "import " + run.id()).containsEntry("document", "folder 7")
                .containsEntry("at", "07:00");
        assertThat(value("select state from consent")).isEqualTo("GRANTED");
    }

    @Test
    void repeatingAFileAppendsNothing() {
        assertThat(handIn(FileKind.CONSENTS, GRANT, WITHDRAWAL)).returns(2L, ImportRun::created);
        assertThat(handIn(FileKind.CONSENTS, GRANT, WITHDRAWAL)).returns(2L, ImportRun::unchanged);
        assertThat(value("select count(*) from consent_ledger")).isEqualTo(2L);
    }

    @Test
    void anImportNeverLowersAnOptOut() {
        handIn(FileKind.CONSENTS, WITHDRAWAL);
        var run = handIn(FileKind.CONSENTS, GRANT.replace("2026-03", "2026-06"));
        assertThat(run).returns(0L, ImportRun::created).returns(1L, ImportRun::rejected);
        assertThat(imports.rejects(run.id(), 0, 9)).singleElement()
                .returns("opted out; only the patient can undo this", Reject::reason);
        assertThat(value("select state from consent")).isEqualTo("WITHDRAWN");
    }

    @Test
    void aGrantAfterAWithdrawalOfTheSameFileIsRefusedToo() {
        assertThat(handIn(FileKind.CONSENTS, WITHDRAWAL, GRANT.replace("2026-03", "2026-06")))
                .returns(1L, ImportRun::created).returns(1L, ImportRun::rejected);
        assertThat(value("select state from consent")).isEqualTo("WITHDRAWN");
    }

    @Test
    void aGrantWaitsForAnOptOutThatIsBeingMadeThisMoment() throws Exception {
        var file = write(FileKind.CONSENTS.header(';'), GRANT);
        try (var connection = source.getConnection(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor)
                    select id, 'PROMOTION', 'EMAIL', 'WITHDRAWAL', now(), 'ONE_CLICK', 'patient' from patient
                    where external_id = 'adult'
                    """);
            var run = CompletableFuture.supplyAsync(() -> imports.run(file, "test"));
            await().until(() -> requireNonNull(value("""
                    select count(*) from pg_locks where not granted and relation = 'consent_ledger'::regclass
                    """)).equals(1L));
            connection.commit();
            assertThat(run.get()).returns(1L, ImportRun::rejected);
        }
        assertThat(value("select state from consent")).isEqualTo("WITHDRAWN");
    }

    @Test
    void anOptOutOfOnePurposeLeavesOthersAlone() {
        handIn(FileKind.CONSENTS, WITHDRAWAL, GRANT.replace("PROMOTION", "REVIEW"), GRANT.replace("EMAIL", "SMS"));
        assertThat(value("select count(*) from consent where state = 'GRANTED'")).isEqualTo(2L);
    }

    @Test
    void whatAPatientTookBackLaterIsNotAppendedAgainByTheOldFile() {
        handIn(FileKind.CONSENTS, WITHDRAWAL);
        jdbc.sql("""
                insert into consent_ledger (patient_id, purpose, channel, act, at, source, actor)
                select id, 'PROMOTION', 'EMAIL', 'GRANT', now(), 'PREFERENCE_PAGE', 'patient' from patient
                where external_id = 'adult'
                """).update();
        assertThat(handIn(FileKind.CONSENTS, WITHDRAWAL)).returns(1L, ImportRun::unchanged);
        assertThat(value("select state from consent")).isEqualTo("GRANTED");
    }

    @Test
    void aRequestCountsOnlyOnceItIsConfirmedAndCallsForOneLetterAPersonAndChannel() {
        handIn(FileKind.PATIENTS, patient("other"));
        var request = GRANT.replace("GRANT", "REQUEST");
        var run = handIn(FileKind.CONSENTS, request, request.replace("PROMOTION", "REVIEW"),
                request.replace("EMAIL", "SMS"), request.replace("adult", "other"),
                request.replace("adult", "minor").replace(";;folder", ";r1;folder"));
        assertThat(run).returns(5L, ImportRun::created);
        assertThat(all("select distinct state from consent")).containsExactly(Map.of("state", "UNCONFIRMED"));
        assertThat(all("""
                select patient.external_id || ' ' || channel || ' ' || array_to_string(purposes, ' ') as who
                from confirmation join patient on patient.id = patient_id order by 1
                """)).extracting("who").containsExactly("adult EMAIL PROMOTION REVIEW", "adult SMS PROMOTION",
                "minor EMAIL PROMOTION", "other EMAIL PROMOTION");
        assertThat(row("""
                select kind, letters, code ~ '^[0-9]{6}$' as code, wordings ->> 'PROMOTION' as wording,
                  evidence ->> 'import' as import, expires_at - requested_at = interval '48 hours' as valid,
                  representative_id is not null as represented
                from confirmation join patient on patient.id = patient_id where external_id = 'minor'
                """)).containsEntry("kind", "OPT_IN").containsEntry("letters", 1).containsEntry("code", true)
                .containsEntry("wording", "2026-1").containsEntry("import", String.valueOf(run.id()))
                .containsEntry("valid", true).containsEntry("represented", true);
    }

    @Test
    void whoWasAskedIsNotAskedAgain() {
        var request = GRANT.replace("GRANT", "REQUEST");
        handIn(FileKind.CONSENTS, request);
        assertThat(handIn(FileKind.CONSENTS, request)).returns(1L, ImportRun::unchanged);
        handIn(FileKind.CONSENTS, request.replace("03-01", "04-01"));
        assertThat(value("select count(*) from confirmation")).isEqualTo(1L);
    }

    @Test
    void aRequestNeitherLowersAnOptOutNorTouchesAGrant() {
        handIn(FileKind.CONSENTS, WITHDRAWAL, GRANT.replace("PROMOTION", "REVIEW"));
        var later = GRANT.replace("GRANT", "REQUEST").replace("2026-03", "2026-06");
        assertThat(handIn(FileKind.CONSENTS, later, later.replace("PROMOTION", "REVIEW")))
                .returns(1L, ImportRun::created).returns(1L, ImportRun::rejected);
        assertThat(all("select state from consent order by purpose")).extracting("state")
                .containsExactly("WITHDRAWN", "GRANTED");
        assertThat(value("select count(*) from confirmation")).isEqualTo(0L);
    }

    @Test
    void nobodyIsFloodedByImports() {
        for (var purpose : List.of("PROMOTION", "PARTNER", "REVIEW")) {
            handIn(FileKind.CONSENTS, GRANT.replace("GRANT", "REQUEST").replace("PROMOTION", purpose));
        }
        jdbc.sql("update confirmation set confirmed_at = now()").update();
        handIn(FileKind.CONSENTS, GRANT.replace("GRANT", "REQUEST").replace("03-01", "04-01"));
        assertThat(value("select count(*) from confirmation")).isEqualTo(3L);
    }

    @Test
    void anImportIsDoneWhenNothingIsOnItsWayToWhoWithdrew() {
        jdbc.sql("""
                with sender as (
                  insert into sending (connection, node, mailing_id, first_ordinal, last_ordinal, asked, asked_at)
                  values (gen_random_uuid(), gen_random_uuid(), 77, 1, 1, pg_current_snapshot(), now())
                )
                insert into message (mailing_id, ordinal, occasion_on, occasion, patient_id, channel)
                select 77, 1, current_date, 'import:' || id, id, 'EMAIL' from patient where external_id = 'adult'
                """).update();
        handIn(FileKind.CONSENTS, GRANT);
        assertThat(value("select count(*) from unconfirmed_stop")).isEqualTo(0L);
        assertThat(handIn(FileKind.CONSENTS, WITHDRAWAL)).returns(ImportRun.State.DONE, ImportRun::state);
        assertThat(value("""
                select external_id from unconfirmed_stop join patient on patient.id = patient_id
                """)).isEqualTo("adult");
        jdbc.sql("delete from sending").update();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"minor;PROMOTION;EMAIL;GRANT;2026-03-01;;;,representative_id",
            "minor;PROMOTION;EMAIL;GRANT;2019-03-01;;r1;,representative_id",
            "minor;PROMOTION;EMAIL;GRANT;2026-03-01;;r9;,representative_id",
            "minor;PROMOTION;EMAIL;GRANT;2026-03-01;;r1;,-",
            "minor;PROMOTION;EMAIL;REQUEST;2026-03-01;;;,representative_id",
            "adult;APPOINTMENT;EMAIL;REQUEST;2026-03-01;;;,act", "minor;PROMOTION;EMAIL;WITHDRAWAL;2026-03-01;;;,-",
            "adult;PROMOTION;EMAIL;GRANT;2026-03-01;;r1;,representative_id",
            "nobody;PROMOTION;EMAIL;GRANT;2026-03-01;;;,patient_id", "adult;NOTICE;EMAIL;GRANT;2026-03-01;;;,purpose",
            "adult;PROMOTION;FAX;GRANT;2026-03-01;;;,channel", "adult;PROMOTION;SMS;AGREE;2026-03-01;;;,act",
            "adult;PROMOTION;SMS;GRANT;2030-03-01;;;,at", "adult;PROMOTION;SMS;GRANT;;;;,at"})
    void whoMayGrant(String row, String rejectedField) {
        var run = handIn(FileKind.CONSENTS, row);
        assertThat(run).returns(rejectedField == null ? 1L : 0L, ImportRun::created);
        assertThat(imports.rejects(run.id(), 0, 9)).extracting(Reject::field)
                .isEqualTo(rejectedField == null ? List.of() : List.of(rejectedField));
    }
}
