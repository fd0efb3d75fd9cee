package vestnik.campaign;

/// What became of the wish to launch a campaign.
public sealed interface Launch {

    /// It is let go, by this call.
    record Launched(Campaign campaign) implements Launch {}

    /// Somebody was first; the campaign says who and when.
    record AlreadyLaunched(Campaign campaign) implements Launch {}

    /// There is no such campaign.
    record Unknown() implements Launch {}
}
