package vestnik.mailing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How campaigns are planned: batch-config/plan.yaml.
///
/// @param connections to the database on which one campaign is planned at a time, at most
/// @param patientsEach how many patients of the clinic a connection is worth; if few of them are considered, a tenth as many of those
@Validated
@ConfigurationProperties(prefix = "vestnik.plan", ignoreUnknownFields = false)
public record PlanSettings(@DefaultValue("2") @Min(1) @Max(8) int connections,
        @DefaultValue("25000") @Min(1) int patientsEach) {}
