package vestnik.campaign.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import vestnik.audience.Audiences;
import vestnik.campaign.Campaign;
import vestnik.campaign.CampaignRules;
import vestnik.campaign.Campaigns;
import vestnik.campaign.Launch.AlreadyLaunched;
import vestnik.campaign.Launch.Launched;
import vestnik.campaign.Launch.Unknown;

@RestController
@RequestMapping("/api/v1/campaigns")
@Tag(name = "Campaigns", description = "Promotions: created by a marketer, launched once, by a named person.")
class CampaignApi {

    private final Campaigns campaigns;
    private final CampaignRules rules;
    private final Audiences audiences;

    CampaignApi(Campaigns campaigns, CampaignRules rules, Audiences audiences) {
        this.campaigns = campaigns;
        this.rules = rules;
        this.audiences = audiences;
    }

    @PostMapping
    @Operation(summary = "Create a campaign; nothing is sent until it is launched")
    ResponseEntity<CampaignView> create(@Valid @RequestBody NewCampaign wish, Principal user) {
        var draft = wish.draft();
        var flaws = rules.flaws(draft);
        if (!flaws.isEmpty()) {
            throw CampaignProblems.flawed(flaws);
        }
        Campaign created = campaigns.create(draft, user.getName());
        return ResponseEntity.created(URI.create("/api/v1/campaigns/" + created.id())).body(view(created));
    }

    @GetMapping
    @Operation(summary = "List all campaigns, the latest first")
    List<Campaign> list() {
        return campaigns.all();
    }

    @GetMapping("/{id}")
    @Operation(summary = "Show a campaign, how many patients it means and its mailing")
    CampaignView show(@PathVariable long id) {
        return campaigns.find(id).map(this::view).orElseThrow(() -> CampaignProblems.unknown(id));
    }

    @PostMapping("/{id}/launch")
    @Operation(summary = "Launch a campaign in the name of the signed-in user; possible once")
    ResponseEntity<CampaignView> launch(@PathVariable long id, Principal user) {
        return switch (campaigns.launch(id, user.getName())) {
            case Launched(Campaign campaign) -> accepted(view(campaign));
            case AlreadyLaunched(Campaign campaign) -> throw CampaignProblems.alreadyLaunched(campaign);
            case Unknown() -> throw CampaignProblems.unknown(id);
        };
    }

    private static ResponseEntity<CampaignView> accepted(CampaignView launched) {
        return ResponseEntity.accepted().location(URI.create(launched.mailings())).body(launched);
    }

    private CampaignView view(Campaign campaign) {
        return new CampaignView(campaign, audiences.count(campaign.audience()),
                campaigns.mailing(campaign.id()).orElse(null));
    }
}
