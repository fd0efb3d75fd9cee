package vestnik.clinic.intake;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.clinic.ClinicSettings;

/// Branches and specialists, as far as appointments tell of them.
@Repository
class Branches {

    private static final String FIND_ZONES = "select external_id, zone from branch";
    private static final String UPSERT_BRANCHES = """
            insert into branch as known (external_id, name, address, phone, zone)
            select distinct on (staged.branch) staged.branch, coalesce(branch_name, branch.name),
              coalesce(branch_address, branch.address), coalesce(branch_phone, branch.phone),
              coalesce(branch_zone, branch.zone, :zone)
            from staged_appointment staged
            left join branch on branch.external_id = staged.branch
            where staged.branch is not null and coalesce(branch_name, branch.name) is not null
            order by staged.branch, line desc
            on conflict (external_id) do update set
              name = excluded.name, address = excluded.address, phone = excluded.phone, zone = excluded.zone
            where (known.name, known.address, known.phone, known.zone)
              is distinct from (excluded.name, excluded.address, excluded.phone, excluded.zone)
            """;
    private static final String UPSERT_SPECIALISTS = """
            insert into specialist as known (external_id, name)
            select distinct on (specialist) specialist, specialist_name
            from staged_appointment
            where specialist is not null and specialist_name is not null
            order by specialist, line desc
            on conflict (external_id) do update set name = excluded.name
            where known.name <> excluded.name
            """;

    private final JdbcClient jdbc;
    private final ClinicSettings clinic;

    Branches(JdbcClient jdbc, ClinicSettings clinic) {
        this.jdbc = jdbc;
        this.clinic = clinic;
    }

    BranchZones zones() {
        Map<String, ZoneId> zones = new HashMap<>();
        jdbc.sql(FIND_ZONES).query(row -> {
            zones.put(row.getString(1), ZoneId.of(row.getString(2)));
        });
        return new BranchZones(zones, clinic.zone());
    }

    void upsertStaged() {
        jdbc.sql(UPSERT_BRANCHES).param("zone", clinic.zone().getId()).update();
        jdbc.sql(UPSERT_SPECIALISTS).update();
    }
}
