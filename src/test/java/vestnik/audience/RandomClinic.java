package vestnik.audience;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.clinic.Sex;
import vestnik.test.TestClock;

/// A small clinic made from a seed, in memory and in the database.
record RandomClinic(List<Person> patients, List<Visit> visits) {

    static final List<String> BRANCHES = List.of("north", "south", "east");

    record Person(String id, @Nullable Sex sex, @Nullable LocalDate birth) {}

    record Visit(String patient, @Nullable String branch, Instant startsAt, String status) {}

    static RandomClinic of(Random random) {
        var patients = IntStream.range(0, 200).mapToObj(i -> person("p" + i, random)).toList();
        var visits = new ArrayList<Visit>();
        for (int i = 0; i < 400; i++) {
            visits.add(visit(patients.get(random.nextInt(150)).id(), random));
        }
        return new RandomClinic(patients, visits);
    }

    void insert(JdbcClient jdbc) {
        BRANCHES.forEach(
                branch -> jdbc.sql("insert into branch (external_id, name, zone) values (?, ?, 'Europe/Moscow')")
                        .params(branch, branch)
                        .update());
        patients.forEach(person -> insert(jdbc, person));
        for (int i = 0; i < visits.size(); i++) {
            insert(jdbc, "a" + i, visits.get(i));
        }
    }

    private static void insert(JdbcClient jdbc, Person person) {
        jdbc.sql("insert into patient (external_id, sex, birth_date, content_hash) values (:id, :sex, :birth, '')")
                .param("id", person.id())
                .param("sex", person.sex() == null ? null : person.sex().name())
                .param("birth", person.birth())
                .update();
    }

    private static void insert(JdbcClient jdbc, String id, Visit visit) {
        jdbc.sql("""
                insert into appointment (external_id, patient_id, branch_id, starts_at, status, content_hash)
                values (:id, (select id from patient where external_id = :patient),
                  (select id from branch where external_id = :branch), :startsAt, :status, '')
                """)
                .param("id", id)
                .param("patient", visit.patient())
                .param("branch", visit.branch())
                .param("startsAt", visit.startsAt().atOffset(ZoneOffset.UTC))
                .param("status", visit.status())
                .update();
    }

    // Birthdays crowd around today's, visits around midnight in Moscow, where mistakes live.
    private static Person person(String id, Random random) {
        LocalDate birth = LocalDate.of(2026, 11, 18).minusYears(random.nextInt(90)).plusDays(random.nextInt(5) - 2);
        return new Person(id, RandomClinic.<@Nullable Sex>oneOf(random, Sex.FEMALE, Sex.MALE, null),
                random.nextInt(10) == 0 ? null : birth);
    }

    private static Visit visit(String patient, Random random) {
        Instant startsAt = TestClock.START.truncatedTo(ChronoUnit.DAYS)
                .minus(random.nextInt(30), ChronoUnit.DAYS)
                .plus(20 * 60 + random.nextInt(120), ChronoUnit.MINUTES);
        return new Visit(patient, RandomClinic.<@Nullable String>oneOf(random, "north", "south", "east", null),
                startsAt,
                oneOf(random, "ARRIVED", "FULFILLED", "BOOKED", "CANCELLED", "NO_SHOW"));
    }

    @SafeVarargs
    static <T extends @Nullable Object> T oneOf(Random random, T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
