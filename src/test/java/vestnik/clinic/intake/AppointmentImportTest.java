package vestnik.clinic.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppointmentImportTest extends ImportTest {

    static final String VISIT = "v1;p1;s1;Смирнов П. А.;b1;На Ленина;ул. Ленина, 1;+7 495 123-45-67;Asia/Omsk;"
            + "25.11.2026 10:30;2026-11-25T11:00;BOOKED;2026-11-01T12:00+03:00";

    @BeforeEach
    void onePatient() {
        handIn(FileKind.PATIENTS, patient("p1"), patient("p2"));
    }

    @Test
    void aVisitIsStoredWithSpecialistAndBranchInTheBranchesZone() {
        assertThat(handIn(FileKind.APPOINTMENTS, VISIT)).returns(1L, ImportRun::created);
        assertThat(row("""
                select specialist.name as specialist, branch.name as branch, branch.zone, status, version,
                  to_char(starts_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as starts,
                  to_char(booked_at at time zone 'UTC', 'HH24:MI') as booked
                from appointment join specialist on specialist.id = specialist_id join branch on branch.id = branch_id
                """)).containsEntry("specialist", "Смирнов П. А.").containsEntry("branch", "На Ленина")
                .containsEntry("zone", "Asia/Omsk").containsEntry("starts", "2026-11-25 04:30")
                .containsEntry("booked", "09:00").containsEntry("version", 1);
    }

    @ParameterizedTest
    @CsvSource({"10:30,10:45,2", "BOOKED,CANCELLED,2", "b1,b2,2", "s1,s2,2", "v1;p1,v1;p2,2",
            "2026-11-25T11:00,2026-11-25T11:15,1", "2026-11-01T12:00,2026-11-02T12:00,1", "Смирнов,Кузнецов,1"})
    void whatPatientsAreToldRaisesTheVersion(String before, String after, int version) {
        handIn(FileKind.APPOINTMENTS, VISIT);
        assertThat(handIn(FileKind.APPOINTMENTS, VISIT.replace(before, after))).returns(1L, ImportRun::updated);
        assertThat(value("select version from appointment")).isEqualTo(version);
    }

    @Test
    void theSameVisitChangesNothing() {
        handIn(FileKind.APPOINTMENTS, VISIT);
        assertThat(handIn(FileKind.APPOINTMENTS, VISIT)).returns(1L, ImportRun::unchanged);
        assertThat(value("select version from appointment")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"v1;p1,v1;nobody,patient_id", "25.11.2026 10:30,25.13.2026 10:30,starts_at",
            "2026-11-25T11:00,2026-11-25T10:00,ends_at", "BOOKED,POSTPONED,status", "Asia/Omsk,Omsk,branch_zone"})
    void aWrongVisitIsRejected(String before, String after, String field) {
        var run = handIn(FileKind.APPOINTMENTS, VISIT.replace(before, after), VISIT.replace("v1", "v2"));
        assertThat(run).returns(1L, ImportRun::created).returns(1L, ImportRun::rejected);
        assertThat(imports.rejects(run.id(), 0, 9)).singleElement().returns(field, Reject::field)
                .returns("v1", Reject::id).returns(2L, Reject::line);
    }

    @Test
    void anHourThatTheClockSkipsIsRejected() {
        var skipped = VISIT.replace("Asia/Omsk", "Europe/Berlin").replace("25.11.2026 10:30", "29.03.2026 02:30");
        assertThat(handIn(FileKind.APPOINTMENTS, skipped)).returns(1L, ImportRun::rejected);
    }

    @Test
    void namesMayBeLeftOutOnceKnownAndTheZoneHolds() {
        var bare = "v2;p2;s1;;b1;;;;;2026-11-25T10:30;;BOOKED;";
        handIn(FileKind.APPOINTMENTS, VISIT);
        handIn(FileKind.APPOINTMENTS, bare);
        assertThat(value("select count(distinct (starts_at, branch_id, specialist_id)) from appointment"))
                .isEqualTo(1L);
        assertThat(row("select name, address from branch")).containsEntry("name", "На Ленина")
                .containsEntry("address", "ул. Ленина, 1");
    }

    @Test
    void aNewSpecialistWithoutANameIsLeftOut() {
        var run = handIn(FileKind.APPOINTMENTS, "v2;p2;s9;;;;;;;2026-11-25T10:30;;BOOKED;");
        assertThat(run).returns(1L, ImportRun::created).returns(1L, ImportRun::fieldsDropped);
        assertThat(imports.rejects(run.id(), 0, 9)).singleElement().returns("specialist_id", Reject::field)
                .returns(true, Reject::rowKept);
    }
}
