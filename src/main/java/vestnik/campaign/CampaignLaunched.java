package vestnik.campaign;

/// A named person has let a campaign go. Published once, after the launch is committed and outside a transaction.
public record CampaignLaunched(long campaignId, String by) {}
