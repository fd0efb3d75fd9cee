package vestnik.campaign.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import vestnik.audience.Audience;
import vestnik.campaign.CampaignDraft;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What is asked for over the API.
///
/// @param audience everybody if absent
record NewCampaign(@NotBlank @Size(max = 200) String name, @NotBlank String template, @NotNull Purpose purpose,
        @NotNull Channel channel, @Nullable Audience audience) {

    CampaignDraft draft() {
        return new CampaignDraft(name.strip(), template, purpose, channel,
                audience == null ? Audience.EVERYONE : audience);
    }
}
