package vestnik.quality;

import static io.github.mfvanek.pg.core.checks.common.Diagnostic.COLUMNS_WITHOUT_DESCRIPTION;
import static io.github.mfvanek.pg.core.checks.common.Diagnostic.FUNCTIONS_WITHOUT_DESCRIPTION;
import static io.github.mfvanek.pg.core.checks.common.Diagnostic.INDEXES_WITH_NULL_VALUES;
import static io.github.mfvanek.pg.core.checks.common.Diagnostic.PRIMARY_KEYS_THAT_MOST_LIKELY_NATURAL_KEYS;
import static io.github.mfvanek.pg.core.checks.common.Diagnostic.TABLES_NOT_LINKED_TO_OTHERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mfvanek.pg.connection.PgConnectionImpl;
import io.github.mfvanek.pg.connection.host.PgHostImpl;
import io.github.mfvanek.pg.core.checks.common.DatabaseCheckOnHost;
import io.github.mfvanek.pg.core.checks.common.Diagnostic;
import io.github.mfvanek.pg.core.checks.host.StandardChecksOnHost;
import io.github.mfvanek.pg.model.dbobject.DbObject;
import io.github.mfvanek.pg.model.predicates.SkipFlywayTablesPredicate;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vestnik.test.TestDatabase;

/// Lints our own schema: those of Batch and Quartz (`batch`, `quartz`) and Flyway's table are as their projects made them.
class SchemaTest {

    private static final Map<Diagnostic, String> EXCEPTIONS = Map.of(
            COLUMNS_WITHOUT_DESCRIPTION, "a column whose name says it all has no comment",
            FUNCTIONS_WITHOUT_DESCRIPTION, "a trigger's function is told by its trigger",
            INDEXES_WITH_NULL_VALUES, "nearly every appointment has a branch and a specialist",
            TABLES_NOT_LINKED_TO_OTHERS, "a foreign key per message would cost more than writing it",
            PRIMARY_KEYS_THAT_MOST_LIKELY_NATURAL_KEYS, "what makes a message the same message is its key");

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    void schemaPasses(String name, DatabaseCheckOnHost<? extends DbObject> check) {
        assertThat(check.check(SkipFlywayTablesPredicate.ofDefault())).as(name).isEmpty();
    }

    static Stream<Arguments> checks() {
        var connection = PgConnectionImpl.of(TestDatabase.fresh(),
                PgHostImpl.ofUrl("jdbc:postgresql://localhost:5432/test"));
        return new StandardChecksOnHost().apply(connection).stream()
                .filter(DatabaseCheckOnHost::isStatic)
                .filter(check -> !EXCEPTIONS.containsKey(Diagnostic.valueOf(check.getName())))
                .map(check -> arguments(check.getName(), check));
    }
}
