package vestnik.mailing;

import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vestnik.campaign.Campaign;
import vestnik.campaign.Campaigns;
import vestnik.mailing.Controlled.Done;
import vestnik.mailing.Controlled.HeldByAnother;
import vestnik.mailing.Controlled.NotYours;
import vestnik.mailing.Controlled.Over;
import vestnik.mailing.Controlled.Unknown;

/// What people may hold, let go and cancel. A campaign is its marketer's; what somebody with more power holds, only such
/// a person lets go.
@Service
public class Control {

    private final Mailings mailings;
    private final Campaigns campaigns;
    private final Holds holds;
    private final Cancellations cancellations;

    Control(Mailings mailings, Campaigns campaigns, Holds holds, Cancellations cancellations) {
        this.mailings = mailings;
        this.campaigns = campaigns;
        this.holds = holds;
        this.cancellations = cancellations;
    }

    /// Pauses a mailing; with it its campaign, if it has one.
    ///
    /// @param words why, in their own words
    public Controlled pauseMailing(long id, @Nullable String words, Staff by) {
        return withMailing(id, by, mailing -> isOver(mailing) ? new Over() : hold(Held.of(mailing), words, by));
    }

    /// Lets a mailing, or its campaign, go on.
    public Controlled resumeMailing(long id, Staff by) {
        return withMailing(id, by, mailing -> lift(Held.of(mailing), by));
    }

    /// Pauses all mailings of a campaign.
    public Controlled pauseCampaign(long id, @Nullable String words, Staff by) {
        return withCampaign(id, by, campaign -> hold(new Held.OfCampaign(id), words, by));
    }

    /// Lets all mailings of a campaign go on.
    public Controlled resumeCampaign(long id, Staff by) {
        return withCampaign(id, by, campaign -> lift(new Held.OfCampaign(id), by));
    }

    /// Ends a mailing, and its campaign if it has one, for good.
    public Controlled cancel(long id, Staff by) {
        return withMailing(id, by, mailing -> switch (cancellations.cancel(id, by.name())) {
            case Cancelling.Cancelled(_),Cancelling.AlreadyCancelled(_) -> new Done();
            case Cancelling.AlreadyFinished(_) -> new Over();
            case Cancelling.Unknown() -> new Unknown();
        });
    }

    /// Holds what is nobody's own: everything, a channel, a template that something was written from.
    public Controlled stop(Held held, @Nullable String words, Staff by) {
        if (!by.mayEverything()) {
            return new NotYours();
        }
        boolean unknown = held instanceof Held.FromTemplate(String name) && !mailings.isTemplateUsed(name);
        return unknown ? new Unknown() : hold(held, words, by);
    }

    /// Lets go what is nobody's own.
    public Controlled goOn(Held held, Staff by) {
        return by.mayEverything() ? lift(held, by) : new NotYours();
    }

    /// Whether they may pause, let go on and cancel a mailing.
    public boolean mayControl(long mailing, Staff by) {
        return mailings.findById(mailing).filter(one -> isTheirs(one, by)).isPresent();
    }

    private Controlled withMailing(long id, Staff by, Function<Mailing, Controlled> action) {
        Optional<Mailing> mailing = mailings.findById(id);
        if (mailing.isEmpty()) {
            return new Unknown();
        }
        return isTheirs(mailing.get(), by) ? action.apply(mailing.get()) : new NotYours();
    }

    private Controlled withCampaign(long id, Staff by, Function<Campaign, Controlled> action) {
        Optional<Campaign> campaign = campaigns.find(id);
        if (campaign.isEmpty()) {
            return new Unknown();
        }
        return isTheirs(campaign.get(), by) ? action.apply(campaign.get()) : new NotYours();
    }

    private Controlled hold(Held held, @Nullable String words, Staff by) {
        holds.hold(held, Why.byHand(words), by.name());
        return new Done();
    }

    private Controlled lift(Held held, Staff by) {
        Optional<Hold> stronger = holds.find(held).filter(hold -> !by.mayEverything())
                .filter(hold -> !hold.isByItself() && !hold.by().equals(by.name()));
        if (stronger.isPresent()) {
            return new HeldByAnother(stronger.get());
        }
        holds.lift(held, by.name());
        return new Done();
    }

    private boolean isTheirs(Mailing mailing, Staff by) {
        return by.mayEverything() || Optional.ofNullable(mailing.campaignId()).flatMap(campaigns::find)
                .filter(campaign -> isTheirs(campaign, by)).isPresent();
    }

    private static boolean isTheirs(Campaign campaign, Staff by) {
        return by.mayEverything() || by.name().equals(campaign.createdBy()) || by.name().equals(campaign.launchedBy());
    }

    /// A finished mailing of a campaign may be followed by another.
    private static boolean isOver(Mailing mailing) {
        return mailing.cancelledAt() != null || (mailing.finishedAt() != null && mailing.campaignId() == null);
    }
}
