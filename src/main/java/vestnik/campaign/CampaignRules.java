package vestnik.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vestnik.audience.Audiences;
import vestnik.audience.Flaw;
import vestnik.template.MessageTemplate;
import vestnik.template.Templates;
import vestnik.vocabulary.Purpose;

/// What must hold before a campaign is kept: it is marketing, and its template is made for it.
@Component
public final class CampaignRules {

    private final Templates templates;
    private final Audiences audiences;

    CampaignRules(Templates templates, Audiences audiences) {
        this.templates = templates;
        this.audiences = audiences;
    }

    /// What is wrong with a draft; empty if it can be kept.
    public List<Flaw> flaws(CampaignDraft draft) {
        return Stream.of(purpose(draft), template(draft), audiences.flaws(draft.audience()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Flaw> purpose(CampaignDraft draft) {
        return switch (draft.purpose()) {
            case PROMOTION, PARTNER -> List.of();
            case APPOINTMENT, REVIEW, NOTICE -> List.of(new Flaw("purpose", "NOT_A_CAMPAIGN",
                    "A campaign is for the purpose PROMOTION or PARTNER."));
        };
    }

    private List<Flaw> template(CampaignDraft draft) {
        return find(draft.template()).map(template -> misfits(draft, template))
                .orElseGet(() -> List.of(new Flaw("template", "UNKNOWN_TEMPLATE",
                        "There is no template %s.".formatted(draft.template()))));
    }

    private static List<Flaw> misfits(CampaignDraft draft, MessageTemplate template) {
        var flaws = new ArrayList<Flaw>();
        Purpose purpose = template.purpose();
        if (purpose != draft.purpose()) {
            flaws.add(new Flaw("template", "TEMPLATE_FOR_ANOTHER_PURPOSE",
                    "The template %s is for the purpose %s.".formatted(template.name(), purpose)));
        }
        if (!template.channels().contains(draft.channel())) {
            flaws.add(new Flaw("channel", "TEMPLATE_WITHOUT_CHANNEL",
                    "The template %s has no text for %s.".formatted(template.name(), draft.channel())));
        }
        return flaws;
    }

    private Optional<MessageTemplate> find(String name) {
        return templates.all().stream().filter(template -> template.name().equals(name)).findFirst();
    }
}
