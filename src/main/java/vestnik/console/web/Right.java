package vestnik.console.web;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static vestnik.console.access.Role.ADMIN;
import static vestnik.console.access.Role.MARKETER;
import static vestnik.console.access.Role.OPERATOR;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import vestnik.console.access.Role;

/// Who may do what. The first line that fits decides; what fits none may not be done by anybody.
///
/// @param method null for every method
record Right(@Nullable HttpMethod method, String path, Set<Role> roles) {

    private static final Set<Role> ALL = EnumSet.allOf(Role.class);

    static final List<Right> API = List.of(
            to(GET, "/api/v1/mailings/*/messages/*/proof", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/mailings/**", ALL),
            to(GET, "/api/v1/uncertain-messages", ALL),
            to(PUT, "/api/v1/mailings/*/messages/*/decision", Set.of(OPERATOR, ADMIN)),
            to(PUT, "/api/v1/mailings/*/uncertain-messages/decision", Set.of(OPERATOR, ADMIN)),
            to(PUT, "/api/v1/mailings/*/pause", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(DELETE, "/api/v1/mailings/*/pause", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(PUT, "/api/v1/mailings/*/cancellation", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(PUT, "/api/v1/campaigns/*/pause", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(DELETE, "/api/v1/campaigns/*/pause", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(PUT, "/api/v1/stop/**", Set.of(OPERATOR, ADMIN)),
            to(DELETE, "/api/v1/stop/**", Set.of(OPERATOR, ADMIN)),
            to(PUT, "/api/v1/templates/*/pause", Set.of(OPERATOR, ADMIN)),
            to(DELETE, "/api/v1/templates/*/pause", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/holds", ALL),
            to(GET, "/api/v1/alerts", ALL),
            to(PUT, "/api/v1/alerts/*/acknowledgement", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(GET, "/api/v1/patients/*/messages", ALL),
            to(GET, "/api/v1/patients/**", Set.of(OPERATOR, ADMIN)),
            to(DELETE, "/api/v1/patients/*/block", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/patients/*/erasure", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/requests/**", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/requests/**", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/campaigns/**", ALL),
            to(POST, "/api/v1/campaigns/**", Set.of(MARKETER, ADMIN)),
            to(GET, "/api/v1/jobs/**", ALL),
            to(POST, "/api/v1/jobs/**", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/wordings/*/*/consents", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/wordings", Set.of(ADMIN)),
            to(GET, "/api/v1/suppressions", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/suppressions/**", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/imports/**", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/imports/**", Set.of(OPERATOR, ADMIN)),
            to(GET, "/api/v1/**", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(PUT, "/api/v1/patients/**", Set.of(OPERATOR, ADMIN)),
            to(PUT, "/api/v1/appointments/**", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/consents/**", Set.of(OPERATOR, ADMIN)),
            to(POST, "/api/v1/patients/*/consents", Set.of(OPERATOR, ADMIN)),
            to(GET, "/v3/api-docs/**", ALL),
            to(GET, "/v3/api-docs.yaml", ALL),
            to(GET, "/actuator/prometheus", ALL));

    static final List<Right> CONSOLE = List.of(
            to(null, "/users/**", Set.of(ADMIN)),
            to(POST, "/account/**", ALL),
            to(POST, "/jobs/**", Set.of(OPERATOR, ADMIN)),
            to(null, "/stop/**", Set.of(OPERATOR, ADMIN)),
            to(POST, "/alerts/*/acknowledgement", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(POST, "/mailings/*/messages/*/decision", Set.of(OPERATOR, ADMIN)),
            to(POST, "/mailings/*/uncertain-messages/decision", Set.of(OPERATOR, ADMIN)),
            to(POST, "/mailings/*/pause", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(POST, "/mailings/*/resumption", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(null, "/mailings/*/cancellation", Set.of(MARKETER, OPERATOR, ADMIN)),
            to(null, "/patients/**", Set.of(OPERATOR, ADMIN)),
            to(null, "/requests/**", Set.of(OPERATOR, ADMIN)),
            to(GET, "/**", ALL));

    private static Right to(@Nullable HttpMethod method, String path, Set<Role> roles) {
        return new Right(method, path, roles);
    }

    String[] names() {
        return roles.stream().map(Role::name).toArray(String[]::new);
    }
}
