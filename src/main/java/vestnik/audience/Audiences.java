package vestnik.audience;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Asks the clinic's data about audiences.
@Repository
public class Audiences {

    private static final String COUNT = "select count(*) from patient p where ";

    private static final String FIND_KNOWN_BRANCHES = "select external_id from branch where external_id in (:branches)";

    private final JdbcClient jdbc;
    private final AudienceCompiler compiler;
    private final Clock clock;

    Audiences(JdbcClient jdbc, AudienceCompiler compiler, Clock clock) {
        this.jdbc = jdbc;
        this.compiler = compiler;
        this.clock = clock;
    }

    /// How many patients are meant today, before the gate is asked about any of them.
    public long count(Audience audience) {
        AudienceSql sql = compiler.compile(audience, clock.instant());
        return jdbc.sql(COUNT + sql.predicate()).params(sql.parameters()).query(Long.class).single();
    }

    /// What is wrong with an audience; empty if it can be used. Fields are named from `audience.` on.
    public List<Flaw> flaws(Audience audience) {
        return Stream.of(AudienceRules.flaws(audience), unknownBranches(audience)).flatMap(List::stream).toList();
    }

    private List<Flaw> unknownBranches(Audience audience) {
        if (audience.branches().isEmpty()) {
            return List.of();
        }
        var known = new HashSet<>(
                jdbc.sql(FIND_KNOWN_BRANCHES).param("branches", audience.branches()).query(String.class).list());
        var flaws = new ArrayList<Flaw>();
        for (int i = 0; i < audience.branches().size(); i++) {
            String branch = audience.branches().get(i);
            if (!known.contains(branch)) {
                flaws.add(new Flaw("audience.branches[%d]".formatted(i), "UNKNOWN_BRANCH",
                        "There is no branch with the id %s.".formatted(branch)));
            }
        }
        return flaws;
    }
}
