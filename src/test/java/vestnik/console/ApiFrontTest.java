package vestnik.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.json.JsonContent;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.report.MailingState;
import vestnik.test.VestnikTest;

@VestnikTest
class ApiFrontTest {

    private static final String PASSWORD = "a long enough password";

    @Autowired
    ConsoleUsers users;

    @LocalServerPort
    int port;

    @BeforeEach
    void anOperator() {
        users.create("front", PASSWORD, Role.OPERATOR);
    }

    @Test
    void theDescriptionNamesBasicAndOnlyTheApi() {
        String description = call("GET", "/v3/api-docs");
        var json = new JsonContent(description);
        assertThat(json).extractingPath("$.components.securitySchemes.basic.scheme").isEqualTo("basic");
        assertThat(json).extractingPath("$.paths").asMap().isNotEmpty()
                .allSatisfy((path, operations) -> assertThat(String.valueOf(path)).startsWith("/api/v1/"));
    }

    @Test
    void theDescriptionExplainsEveryStateOfAMailing() {
        var json = new JsonContent(call("GET", "/v3/api-docs"));
        String[] states = Arrays.stream(MailingState.values()).map(state -> state + ": ").toArray(String[]::new);
        assertThat(json).extractingPath("$.components.schemas.MailingJson.properties.state.description").asString()
                .contains(states);
    }

    @Test
    void anUnknownPathIsAProblem() {
        assertThat(call("GET", "/api/v1/nothing")).contains("\"code\":\"NOT_FOUND\"", "\"status\":404",
                "urn:problem-type:vestnik:not-found");
    }

    @Test
    void whatNobodyMayDoIsAProblem() {
        var answer = new Visitor(port).call("POST", "/api/v1/mailings", "front", PASSWORD);
        assertThat(answer.body()).contains("\"code\":\"NOT_ALLOWED\"");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    private String call(String method, String path) {
        return new Visitor(port).call(method, path, "front", PASSWORD).body();
    }
}
