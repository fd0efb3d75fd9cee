package vestnik.mailing;

import java.util.Locale;
import vestnik.vocabulary.Channel;

/// A thing that can be held, so that nothing of it is sent until it is let go.
public sealed interface Held {

    /// Everything on every channel.
    record Everything() implements Held {}

    /// Everything on one channel.
    record OnChannel(Channel channel) implements Held {}

    /// All mailings of a campaign, those to come too.
    record OfCampaign(long id) implements Held {}

    /// One mailing.
    record OneMailing(long id) implements Held {}

    /// Everything written from one template.
    record FromTemplate(String name) implements Held {}

    /// What a mailing belongs to: its campaign if it has one, else itself.
    static Held of(Mailing mailing) {
        Long campaign = mailing.campaignId();
        return campaign == null ? new OneMailing(mailing.id()) : new OfCampaign(campaign);
    }

    /// Which sort of thing, as in the table hold.
    default Thing thing() {
        return switch (this) {
            case Everything() -> Thing.ALL;
            case OnChannel(_) -> Thing.CHANNEL;
            case OfCampaign(_) -> Thing.CAMPAIGN;
            case OneMailing(_) -> Thing.MAILING;
            case FromTemplate(_) -> Thing.TEMPLATE;
        };
    }

    /// Which one of its sort; empty for everything.
    default String key() {
        return switch (this) {
            case Everything() -> "";
            case OnChannel(Channel channel) -> channel.name();
            case OfCampaign(long id) -> Long.toString(id);
            case OneMailing(long id) -> Long.toString(id);
            case FromTemplate(String name) -> name;
        };
    }

    /// The same, in one word for what is recorded: `campaign:12`.
    default String subject() {
        return switch (this) {
            case Everything() -> "all";
            case OnChannel(_),OfCampaign(_),OneMailing(_),FromTemplate(_) ->
                thing().name().toLowerCase(Locale.ROOT) + ":" + key();
        };
    }

    /// Sorts of things.
    enum Thing {

        ALL, CHANNEL, CAMPAIGN, MAILING, TEMPLATE;

        /// The one of this sort with this key.
        ///
        /// @throws IllegalArgumentException if there can be none
        public Held of(String key) {
            return switch (this) {
                case ALL -> new Everything();
                case CHANNEL -> new OnChannel(Channel.valueOf(key));
                case CAMPAIGN -> new OfCampaign(Long.parseLong(key));
                case MAILING -> new OneMailing(Long.parseLong(key));
                case TEMPLATE -> new FromTemplate(key);
            };
        }
    }
}
