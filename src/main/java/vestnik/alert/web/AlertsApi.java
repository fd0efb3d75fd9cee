package vestnik.alert.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vestnik.alert.Alert;
import vestnik.alert.Alerts;

@RestController
@RequestMapping("/api/v1/alerts")
@Tag(name = "alerts", description = "What a person should look at")
class AlertsApi {

    private final Alerts alerts;

    AlertsApi(Alerts alerts) {
        this.alerts = alerts;
    }

    @GetMapping
    @Operation(summary = "Alerts that nobody has looked at, then those that somebody has, each the latest first")
    List<Alert> list(@RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return alerts.latest(limit);
    }

    @PutMapping("/{id}/acknowledgement")
    @Operation(summary = "Note that the signed-in user has looked; the same again is a new alert")
    Alert acknowledge(@PathVariable long id, Principal user) {
        alerts.acknowledge(id, user.getName());
        return alerts.find(id).orElseThrow(AlertsApi::unknown);
    }

    private static ErrorResponseException unknown() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no alert of this id.");
        problem.setProperty("code", "UNKNOWN_ALERT");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
