package vestnik.mailing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.stereotype.Component;
import vestnik.audience.AudienceCompiler;
import vestnik.audience.AudienceSql;
import vestnik.campaign.Campaign;

/// Considers for a launched campaign every patient of its audience, as it is when the mailing is planned.
@Component
class CampaignAudience {

    private static final String CONSIDER = """
            considered as (
              select
                'campaign' as label,
                cast(:occasions as text) || p.id as occasion,
                cast(:launchedOn as date) as occasion_on,
                p.id as patient_id,
                cast(:campaignChannel as text) as channel,
                cast(null as bigint) as appointment_id,
                cast(null as integer) as appointment_version,
                cast(:launchedAt as timestamptz) as urgency,
                cast(null as text) as choice,
                0 as preference,
                cast(null as text) as otherwise
              from patient p
              where p.id between :firstPatient and :lastPatient
                and %s
            )""";

    private final AudienceCompiler compiler;

    CampaignAudience(AudienceCompiler compiler) {
        this.compiler = compiler;
    }

    Considered of(Campaign campaign, Instant moment) {
        AudienceSql audience = compiler.compile(campaign.audience(), moment);
        var launchedAt = Objects.requireNonNull(campaign.launchedAt()).atOffset(ZoneOffset.UTC);
        var launchedOn = launchedAt.toLocalDate();
        return new Considered(campaign.purpose(), CONSIDER.formatted(audience.predicate()), new MapSqlParameterSource()
                .addValues(audience.parameters())
                .addValue("campaign", campaign.id())
                .addValue("occasions", "c:" + campaign.id() + ":")
                .addValue("campaignChannel", campaign.channel().name())
                .addValue("launchedAt", launchedAt)
                .addValue("launchedOn", launchedOn), false, false, Considered.BY_PATIENT, launchedOn);
    }
}
