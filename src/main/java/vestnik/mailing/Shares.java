package vestnik.mailing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Cuts the patients of the clinic into shares of about the same size, and finds whether few of them are considered, by what
/// PostgreSQL knows of them without a look.
@Component
class Shares {

    private static final String COUNT_ABOUT = "select reltuples::bigint from pg_class where oid = 'patient'::regclass";
    private static final String TELL_IDS = """
            select unnest(histogram_bounds::text::bigint[]) as id
            from pg_stats
            where schemaname = current_schema() and tablename = 'patient' and attname = 'id'
            order by id
            """;

    private static final String EXPLAIN = "explain (format json) with %s select from considered";

    // How much longer it takes to look one patient up than to read them all, for each.
    private static final long ONE_BY_ONE_COSTS = 10;

    /// How to decide about patients.
    ///
    /// @param shares that do not overlap and that every patient is in, by ascending ids: one if there is little to do or if
    /// PostgreSQL knows nothing of the patients yet, else at most as many as there may be connections
    /// @param few whether those considered are a small part of all patients
    record Cut(List<Share> shares, boolean few) {

        static final Cut NONE = new Cut(List.of(Share.ALL), false);
    }

    private final PlanSettings settings;
    private final JdbcClient jdbc;

    Shares(PlanSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /// How to decide about the patients that are considered, by id.
    Cut cut(Considered considered) {
        long patients = jdbc.sql(COUNT_ABOUT).query(Long.class).single();
        long expected = expect(considered);
        boolean few = expected * ONE_BY_ONE_COSTS < patients;
        long work = few ? expected * ONE_BY_ONE_COSTS : patients;
        int wanted = Math.clamp(work / settings.patientsEach(), 1, settings.connections());
        return new Cut(wanted == 1
                ? List.of(Share.ALL)
                : share(wanted, jdbc.sql(TELL_IDS).query((row, _) -> row.getLong("id")).list()), few);
    }

    private long expect(Considered considered) {
        String plan = jdbc.sql(EXPLAIN.formatted(considered.sql()))
                .paramSource(considered.addTo(new MapSqlParameterSource(), Share.ALL))
                .query(String.class).single();
        return JsonMapper.shared().readTree(plan).path(0).path("Plan").path("Plan Rows").asLong();
    }

    private static List<Share> share(int wanted, List<Long> ids) {
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
