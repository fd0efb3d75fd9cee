package vestnik.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import vestnik.test.TestDatabase;
import vestnik.test.VestnikTest;

/// How the service migrates its database.
@VestnikTest
class MigrationsTest {

    private static final String REFUSE_SILENCE = """
            do $$ begin
              if exists (select from pg_stat_activity where datname = current_database() and state = 'idle in transaction') then
                raise 'a transaction is silent meanwhile';
              end if;
            end $$
            """;

    @Autowired
    Flyway flyway;

    @Test
    void noTransactionIsSilentWhileAMigrationRuns(@TempDir Path migrations) throws Exception {
        Files.writeString(migrations.resolve("V1__long.sql"), REFUSE_SILENCE);
        String url = TestDatabase.freshUrl();
        var database = new PGSimpleDataSource();
        database.setUrl(url);
        var migrated = Flyway.configure().configuration(flyway.getConfiguration()).dataSource(database)
                .locations("filesystem:" + migrations).table("migrations_again").baselineOnMigrate(true)
                .baselineVersion("0").load().migrate();
        assertThat(migrated.migrationsExecuted).isEqualTo(1);
    }
}
