package vestnik.console.access;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Repository;

/// The users in the database. Names are kept in lower case; passwords only as hashes.
@Repository
public class ConsoleUsers {

    private static final String CREATE = """
            insert into console_user (name, password_hash, role, created_at) values (:name, :hash, :role, :now)
            on conflict (name) do nothing
            """;

    private static final String CREATE_FIRST = """
            insert into console_user (name, password_hash, role, created_at)
            select :name, :hash, :role, :now where not exists (select from console_user)
            on conflict (name) do nothing
            """;

    private static final String LIST = """
            select name, role, created_at, disabled_at from console_user order by disabled_at is not null, name
            """;

    private static final String FIND = """
            select name, role, created_at, disabled_at from console_user where name = :name
            """;

    private static final String FIND_SIGN_IN = """
            select name, password_hash, role, disabled_at is null as enabled from console_user where name = :name
            """;

    private static final String CHANGE_PASSWORD = "update console_user set password_hash = :hash where name = :name";

    private static final String LOCK_ADMINS = """
            select name from console_user where role = 'ADMIN' and disabled_at is null order by name for update
            """;

    private static final String CHANGE_ROLE = "update console_user set role = :role where name = :name";

    private static final String DISABLE = """
            update console_user set disabled_at = :now where name = :name and disabled_at is null
            """;

    private static final String ENABLE = "update console_user set disabled_at = null where name = :name";

    private static final RowMapper<ConsoleUser> USER = new SimplePropertyRowMapper<>(ConsoleUser.class);

    private final JdbcClient jdbc;
    private final PasswordEncoder passwords;
    private final Clock clock;

    ConsoleUsers(JdbcClient jdbc, PasswordEncoder passwords, Clock clock) {
        this.jdbc = jdbc;
        this.passwords = passwords;
        this.clock = clock;
    }

    /// Whether the user was made: false if the name is taken.
    public boolean create(String name, String password, Role role) {
        return insert(CREATE, name, password, role);
    }

    /// Whether the user was made: false if there is any user yet, so of several processes one makes it.
    boolean createFirst(String name, String password, Role role) {
        return insert(CREATE_FIRST, name, password, role);
    }

    /// Whether nobody can sign in yet.
    boolean none() {
        return jdbc.sql("select not exists (select from console_user)").query(Boolean.class).single();
    }

    /// Everybody, those who may sign in first.
    public List<ConsoleUser> all() {
        return jdbc.sql(LIST).query(USER).list();
    }

    /// The user of that name, in any case of letters.
    public Optional<ConsoleUser> find(String name) {
        return jdbc.sql(FIND).param("name", lower(name)).query(USER).optional();
    }

    Optional<SignIn> findSignIn(String name) {
        return jdbc.sql(FIND_SIGN_IN).param("name", lower(name)).query(SignIn.class).optional();
    }

    void changePassword(String name, String password) {
        jdbc.sql(CHANGE_PASSWORD).param("hash", passwords.encode(password)).param("name", name).update();
    }

    /// Names of those who may administer, locked until the transaction ends so that the last two cannot go at once.
    List<String> lockAdmins() {
        return jdbc.sql(LOCK_ADMINS).query((row, number) -> row.getString("name")).list();
    }

    void changeRole(String name, Role role) {
        jdbc.sql(CHANGE_ROLE).param("role", role.name()).param("name", name).update();
    }

    void disable(String name) {
        jdbc.sql(DISABLE).param("now", clock.instant().atOffset(ZoneOffset.UTC)).param("name", name).update();
    }

    void enable(String name) {
        jdbc.sql(ENABLE).param("name", name).update();
    }

    private boolean insert(String sql, String name, String password, Role role) {
        return jdbc.sql(sql)
                .param("name", lower(name))
                .param("hash", passwords.encode(password))
                .param("role", role.name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
