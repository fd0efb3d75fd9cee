package vestnik.report.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vestnik.report.MailingHold;
import vestnik.report.MailingReport;
import vestnik.report.MailingState;
import vestnik.report.MessageState;

/// A mailing. planned = accepted + deferred + rejected + uncertain + expired + all withheld + waiting, always.
///
/// @param withheld how many by reason
/// @param holds what keeps it, or some of it, from being sent for now
/// @param retryAt when it goes on with what is to be tried again, if that is later than now
/// @param retries how many are tried again then
/// @param perSecond handed over in a second: lately while it runs, on average of the first round afterwards
record MailingJson(
        long id,
        String kind,
        @Schema(description = """
                PLANNING: its messages are being chosen. SENDING: some still wait, or are tried again now. \
                RETRYING: none waits, and as many as retries says are tried again at retryAt. \
                FINISHED: it was closed and nothing waits. \
                STOPPED: something failed; what waits goes on when that is mended. \
                PAUSED: it, its campaign, template, channels or everything is held; what waits goes on when that is let go. \
                BRAKED: it paused itself, because too many of its messages went wrong. \
                CANCELLED: nothing more of it is sent, ever.""") MailingState state,
        long planned,
        Map<String, Long> withheld,
        long accepted,
        long deferred,
        long rejected,
        long uncertain,
        long expired,
        long waiting,
        long delivered,
        long bounced,
        long complained,
        double perSecond,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant retryAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long retries,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant cancelledAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MailingHold> holds) {

    static MailingJson of(MailingReport mailing) {
        var counts = mailing.counts();
        return new MailingJson(mailing.id(), mailing.kind(), mailing.state(), counts.planned(), counts.withheld(),
                counts.in(MessageState.ACCEPTED), counts.in(MessageState.DEFERRED), counts.in(MessageState.REJECTED),
                counts.in(MessageState.UNCERTAIN), counts.in(MessageState.EXPIRED), counts.in(MessageState.WAITING),
                counts.delivered(), counts.bounced(), counts.complained(), counts.perSecond(), mailing.startedAt(),
                mailing.finishedAt(), mailing.retryAt(), mailing.retries(), mailing.cancelledAt(), mailing.holds());
    }
}
