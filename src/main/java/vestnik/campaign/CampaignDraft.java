package vestnik.campaign;

import vestnik.audience.Audience;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What a marketer asks for.
public record CampaignDraft(String name, String template, Purpose purpose, Channel channel, Audience audience) {}
