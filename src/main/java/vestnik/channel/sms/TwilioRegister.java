package vestnik.channel.sms;

import com.twilio.base.Page;
import com.twilio.exception.TwilioException;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageReader;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Twilio's Messages, asked instead of written to.
///
/// Twilio finds a message by its number only until it has sent it: then AddressRetention puts X for the last four digits, and
/// ContentRetention empties the text. What it has sent is found by the time alone. So both are asked for, one request each.
final class TwilioRegister {

    private static final Duration CLOCKS = Duration.ofMinutes(1);
    private static final long PAGE = 1000;
    private static final int NOT_FOUND = 404;

    private final TwilioRestClient twilio;

    TwilioRegister(TwilioRestClient twilio) {
        this.twilio = twilio;
    }

    Finding fetch(String sid) {
        if (!sid.matches("[A-Za-z0-9]{1,40}")) {
            return new Finding.NotFound();
        }
        return ask(() -> new Finding.Found(sent(Message.fetcher(sid).fetch(twilio))));
    }

    Finding find(Sms sms, Instant from, Instant until, Predicate<String> known) {
        Predicate<Message> fits = fits(sms, from.minus(CLOCKS), until.plus(CLOCKS), known);
        Finding waiting = ask(() -> only(fits, Message.reader().setTo(sms.to())));
        return waiting instanceof Finding.NotFound
                ? ask(() -> only(fits, Message.reader().setDateSentAfter(utc(from.minus(CLOCKS)))
                        .setDateSentBefore(utc(until.plus(CLOCKS).plus(sms.validity())))))
                : waiting;
    }

    private Finding only(Predicate<Message> fits, MessageReader reader) {
        Page<Message> page = reader.setPageSize(PAGE).firstPage(twilio);
        List<Message> found = page.getRecords().stream().filter(fits).toList();
        return switch (found.size()) {
            case 0 -> page.hasNextPage()
                    ? new Finding.Unknown("more than " + PAGE + " messages to look through")
                    : new Finding.NotFound();
            case 1 -> new Finding.Found(sent(found.getFirst()));
            default -> new Finding.Unknown(found.size() + " messages fit");
        };
    }

    private static Predicate<Message> fits(Sms sms, Instant from, Instant until, Predicate<String> known) {
        return message -> message.getDirection() == Message.Direction.OUTBOUND_API
                && isWithin(message.getDateCreated(), from, until)
                && mayBe(sms.to(), message.getTo())
                && (isGone(message.getBody()) || message.getBody().equals(sms.body()))
                && !known.test(message.getSid());
    }

    private static boolean isWithin(@Nullable ZonedDateTime time, Instant from, Instant until) {
        return time != null && !time.toInstant().isBefore(from) && !time.toInstant().isAfter(until);
    }

    private static boolean mayBe(String number, @Nullable String shown) {
        return shown != null && (shown.equals(number)
                || (shown.length() == number.length() && shown.endsWith("XXXX")
                        && number.startsWith(shown.substring(0, shown.length() - 4))));
    }

    private static boolean isGone(@Nullable String body) {
        return body == null || body.isEmpty();
    }

    private static SentSms sent(Message message) {
        return new SentSms(message.getSid(), message.getStatus().toString().toLowerCase(Locale.ROOT),
                message.getErrorCode(), instant(message.getDateCreated()), instant(message.getDateSent()),
                instant(message.getDateUpdated()));
    }

    private static @Nullable Instant instant(@Nullable ZonedDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static ZonedDateTime utc(Instant instant) {
        return instant.atZone(ZoneOffset.UTC);
    }

    private static Finding ask(Supplier<Finding> question) {
        try {
            return question.get();
        } catch (Refusal refusal) {
            return refusal.status() == NOT_FOUND
                    ? new Finding.NotFound()
                    : new Finding.Unknown(TwilioVerdict.reason(refusal));
        } catch (TwilioException lost) {
            return new Finding.Unknown(TwilioVerdict.reason(lost));
        }
    }
}
