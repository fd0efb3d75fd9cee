package vestnik.campaign.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import vestnik.campaign.Campaign;

/// A campaign with what has come of it.
///
/// @param audienceCount how many patients it means today, before the gate is asked
/// @param mailing id of the mailing that carries it out, once that is made
/// @param mailings where its mailing is found
record CampaignView(@JsonUnwrapped Campaign campaign, long audienceCount, @Nullable Long mailing, String mailings) {

    CampaignView(Campaign campaign, long audienceCount, @Nullable Long mailing) {
        this(campaign, audienceCount, mailing, "/api/v1/mailings?campaign=" + campaign.id());
    }
}
