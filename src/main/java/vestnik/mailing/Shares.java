package vestnik.mailing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Cuts the patients of the clinic into shares of about the same size, by what PostgreSQL knows of them without a look.
@Component
class Shares {

    private static final String COUNT_ABOUT = "select reltuples::bigint from pg_class where oid = 'patient'::regclass";
    private static final String TELL_IDS = """
            select unnest(histogram_bounds::text::bigint[]) as id
            from pg_stats
            where schemaname = current_schema() and tablename = 'patient' and attname = 'id'
            order by id
            """;

    private final PlanSettings settings;
    private final JdbcClient jdbc;

    Shares(PlanSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /// Shares that do not overlap and that every patient is in, by ascending ids: one in a small clinic or if PostgreSQL knows
    /// nothing of the patients yet, else at most as many as there may be connections.
    List<Share> cut() {
        long patients = jdbc.sql(COUNT_ABOUT).query(Long.class).single();
        int wanted = Math.clamp(patients / settings.patientsEach(), 1, settings.connections());
        return wanted == 1
                ? List.of(Share.ALL)
                : cut(wanted, jdbc.sql(TELL_IDS).query((row, _) -> row.getLong("id")).list());
    }

    private static List<Share> cut(int wanted, List<Long> ids) {
        int number = Math.clamp(ids.size() - 1, 1, wanted);
        var shares = new ArrayList<Share>();
        long first = Share.ALL.first();
        for (int share = 1; share < number; share++) {
            long last = ids.get(share * (ids.size() - 1) / number);
            shares.add(new Share(first, last));
            first = last + 1;
        }
        shares.add(new Share(first, Share.ALL.last()));
        return shares;
    }
}
