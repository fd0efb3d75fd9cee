package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.test.VestnikTest;

@VestnikTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @LocalServerPort
    int port;

    private final Map<Role, Visitor> signedIn = new EnumMap<>(Role.class);

    @BeforeAll
    void oneUserOfEachRole() {
        for (Role role : Role.values()) {
            users.create("rights-" + role.name(), PASSWORD, role);
            signedIn.put(role, new Visitor(port));
            Objects.requireNonNull(signedIn.get(role)).signIn("rights-" + role.name(), PASSWORD);
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
            "GET,  /api/v1/mailings,              ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /api/v1/mailings/1,            ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /api/v1/mailings/1/messages,   ADMIN MARKETER OPERATOR VIEWER",
            "POST, /api/v1/mailings,              ''",
            "GET,  /api/v1/patients/p1,           ADMIN OPERATOR",
            "GET,  /api/v1/patients/p1/consents,  ADMIN OPERATOR",
            "GET,  /api/v1/patients/p1/export,    ADMIN OPERATOR",
            "GET,  /api/v1/patients/p1/block,     ADMIN OPERATOR",
            "PUT,  /api/v1/patients/p1/block,     ADMIN OPERATOR",
            "DELETE, /api/v1/patients/p1/block,   ADMIN OPERATOR",
            "POST, /api/v1/patients/p1/erasure,   ADMIN OPERATOR",
            "GET,  /api/v1/requests,              ADMIN OPERATOR",
            "POST, /api/v1/requests/1/closings,   ADMIN OPERATOR",
            "GET,  /api/v1/patients/p1/messages,  ADMIN MARKETER OPERATOR VIEWER",
            "PUT,  /api/v1/patients/p1,           ADMIN OPERATOR",
            "DELETE, /api/v1/patients/p1,         ''",
            "PUT,  /api/v1/appointments/a1,       ADMIN OPERATOR",
            "GET,  /api/v1/campaigns,             ADMIN MARKETER OPERATOR VIEWER",
            "POST, /api/v1/campaigns,             ADMIN MARKETER",
            "POST, /api/v1/campaigns/1/launch,    ADMIN MARKETER",
            "POST, /api/v1/jobs/no-such-job/runs, ADMIN OPERATOR",
            "GET,  /api/v1/imports,               ADMIN OPERATOR",
            "POST, /api/v1/imports,               ADMIN OPERATOR",
            "GET,  /api/v1/mailings/1/messages/1/proof, ADMIN OPERATOR",
            "GET,  /api/v1/wordings,              ADMIN MARKETER OPERATOR",
            "POST, /api/v1/wordings,              ADMIN",
            "GET,  /api/v1/wordings/REVIEW/1/consents, ADMIN OPERATOR",
            "GET,  /api/v1/suppressions,          ADMIN OPERATOR",
            "POST, /api/v1/suppressions,          ADMIN OPERATOR",
            "POST, /api/v1/suppressions/lifts,    ADMIN OPERATOR",
            "GET,  /api/v1/uncertain-messages,    ADMIN MARKETER OPERATOR VIEWER",
            "PUT,  /api/v1/mailings/0/messages/1/decision, ADMIN OPERATOR",
            "PUT,  /api/v1/mailings/0/uncertain-messages/decision, ADMIN OPERATOR",
            "PUT,  /api/v1/mailings/0/pause,      ADMIN MARKETER OPERATOR",
            "DELETE, /api/v1/mailings/0/pause,    ADMIN MARKETER OPERATOR",
            "PUT,  /api/v1/mailings/0/cancellation, ADMIN MARKETER OPERATOR",
            "PUT,  /api/v1/campaigns/0/pause,     ADMIN MARKETER OPERATOR",
            "DELETE, /api/v1/campaigns/0/pause,   ADMIN MARKETER OPERATOR",
            "DELETE, /api/v1/stop,                ADMIN OPERATOR",
            "PUT,  /api/v1/stop/pigeon,           ADMIN OPERATOR",
            "DELETE, /api/v1/stop/sms,            ADMIN OPERATOR",
            "PUT,  /api/v1/templates/none/pause,  ADMIN OPERATOR",
            "DELETE, /api/v1/templates/none/pause, ADMIN OPERATOR",
            "GET,  /api/v1/holds,                 ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /api/v1/alerts,                ADMIN MARKETER OPERATOR VIEWER",
            "PUT,  /api/v1/alerts/0/acknowledgement, ADMIN MARKETER OPERATOR",
            "GET,  /api/v1/anything-new,          ADMIN MARKETER OPERATOR",
            "POST, /api/v1/anything-new,          ''",
            "GET,  /api/other,                    ''",
            "GET,  /v3/api-docs,                  ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /actuator/prometheus,          ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /actuator/env,                 ''"})
    void programsMayDoWhatTheirRoleAllows(String method, String path, String roles) {
        assertThat(new Visitor(port).call(method, path).statusCode()).as("anonymous").isEqualTo(401);
        for (Role role : Role.values()) {
            int status = new Visitor(port).call(method, path, "rights-" + role.name(), PASSWORD).statusCode();
            assertThat(status != 403).as("%s gets %d", role, status).isEqualTo(allowed(roles).contains(role.name()));
            assertThat(status).isNotEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
            "GET,  /,                    ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /mailings,            ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /mailings/1,          ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /mailings/1/messages, ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /account,             ADMIN MARKETER OPERATOR VIEWER",
            "GET,  /users,               ADMIN",
            "GET,  /users/rights-admin,  ADMIN",
            "POST, /users,               ADMIN",
            "POST, /users/nobody/role,   ADMIN",
            "POST, /users/nobody/password, ADMIN",
            "POST, /users/nobody/state,  ADMIN",
            "POST, /jobs/no-such-job/runs, ADMIN OPERATOR",
            "GET,  /patients,            ADMIN OPERATOR",
            "POST, /patients,            ADMIN OPERATOR",
            "GET,  /patients/p1,         ADMIN OPERATOR",
            "GET,  /patients/p1/erasure, ADMIN OPERATOR",
            "POST, /patients/p1/erasure, ADMIN OPERATOR",
            "POST, /patients/p1/block,   ADMIN OPERATOR",
            "GET,  /requests,            ADMIN OPERATOR",
            "POST, /requests/1/closing,  ADMIN OPERATOR",
            "GET,  /stop,                ADMIN OPERATOR",
            "POST, /stop,                ADMIN OPERATOR",
            "POST, /stop/end,            ADMIN OPERATOR",
            "POST, /stop/pauses/end,     ADMIN OPERATOR",
            "GET,  /alerts,              ADMIN MARKETER OPERATOR VIEWER",
            "POST, /alerts/0/acknowledgement, ADMIN MARKETER OPERATOR",
            "GET,  /uncertain,           ADMIN MARKETER OPERATOR VIEWER",
            "POST, /mailings/0/messages/1/decision, ADMIN OPERATOR",
            "POST, /mailings/0/uncertain-messages/decision, ADMIN OPERATOR",
            "POST, /mailings/0/pause,    ADMIN MARKETER OPERATOR",
            "POST, /mailings/0/resumption, ADMIN MARKETER OPERATOR",
            "GET,  /mailings/0/cancellation, ADMIN MARKETER OPERATOR",
            "POST, /mailings/0/cancellation, ADMIN MARKETER OPERATOR",
            "POST, /anything-new,        ''"})
    void peopleMayDoWhatTheirRoleAllows(String method, String path, String roles) {
        var stranger = new Visitor(port).call(method, path);
        assertThat(stranger.statusCode()).as("anonymous").isEqualTo(method.equals("GET") ? 302 : 403);
        for (Role role : Role.values()) {
            Visitor visitor = Objects.requireNonNull(signedIn.get(role));
            int status = (method.equals("GET") ? visitor.get(path) : visitor.submit("/account", path, Map.of()))
                    .statusCode();
            assertThat(status != 403).as("%s gets %d", role, status).isEqualTo(allowed(roles).contains(role.name()));
        }
    }

    @ParameterizedTest
    @CsvSource({"/login,200", "/actuator/health/liveness,200", "/css/console.css,200", "/favicon.svg,200",
            "/webjars/htmx.org/dist/htmx.min.js,200", "/webjars/picocss__pico/css/pico.min.css,200"})
    void everybodySeesTheDoorAndTheHealth(String path, int status) {
        assertThat(new Visitor(port).get(path).statusCode()).isEqualTo(status);
    }

    @TestFactory
    Stream<DynamicTest> noRouteOfAnyModuleIsOpenByAccident() {
        return routes.getHandlerMethods().keySet().stream().flatMap(this::refusals);
    }

    private Stream<DynamicTest> refusals(RequestMappingInfo route) {
        String method = route.getMethodsCondition().getMethods().stream().map(Enum::name).findFirst().orElse("GET");
        return route.getPatternValues().stream()
                .filter(path -> !isPublic(path))
                .map(path -> DynamicTest.dynamicTest(method + ' ' + path, () -> refuses(method, path)));
    }

    private void refuses(String method, String path) {
        String filled = path.replaceAll("\\{[^}]+}", "1");
        assertThat(new Visitor(port).call(method, filled).statusCode()).isIn(302, 401, 403);
    }

    private static boolean isPublic(String path) {
        return path.matches("/(u|p|c|a|hooks)/.*|/subscribe|/login|/error|\\$\\{.*");
    }

    private static Set<String> allowed(String roles) {
        return Set.of(roles.split(" "));
    }
}
