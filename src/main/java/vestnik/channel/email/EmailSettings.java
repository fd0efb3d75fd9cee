package vestnik.channel.email;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who e-mails come from: `vestnik.email.*`. Promotional and transactional mail have addresses of their own, so that
/// complaints about the one do not hold back the other (sender rules of Gmail and Yahoo).
///
/// @param transactional From of appointment mail and notices
/// @param promotional From of promotions, partners' offers and review requests
/// @param senderName shown beside the address
/// @param replyTo where answers go; the From address if not set
/// @param feedbackSenderId last part of Feedback-ID: 5 to 15 characters that stay the same
/// @param unsubscribeMailbox a second way to unsubscribe, by mail, beside the one-click address
/// @param bounceDomain domain of the envelope senders; its mail must reach the bounce mailbox
/// @param bounceKey base64 of at least 32 bytes: makes envelope senders and Message-IDs that nobody else can make
/// @param weight share of the relay of `spring.mail.*` in the connections, against the weights of `relays`
/// @param relays further mail relays, by any name
/// @param connection how connections are used
/// @param dkim keys that sign mail, by any name; without one mail leaves unsigned
@Validated
@ConfigurationProperties(prefix = "vestnik.email", ignoreUnknownFields = false)
record EmailSettings(
        @NotBlank @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String transactional,
        @NotBlank @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String promotional,
        @NotBlank String senderName,
        @Nullable @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String replyTo,
        @DefaultValue("vestnik") @Pattern(regexp = "[A-Za-z0-9-]{5,15}") String feedbackSenderId,
        @Nullable @Pattern(regexp = ADDRESS, message = NO_ADDRESS) String unsubscribeMailbox,
        @NotBlank @Pattern(regexp = "[^\\s@<>:;,]+\\.[^\\s@<>:;,]+", message = "must be a domain") String bounceDomain,
        @NotBlank String bounceKey,
        @DefaultValue("1") @Min(1) @Max(1000) int weight,
        @DefaultValue Map<String, @Valid RelaySettings> relays,
        @DefaultValue @Valid ConnectionSettings connection,
        @DefaultValue Map<String, @Valid DkimSettings> dkim) {

    private static final String ADDRESS = "[\\x21-\\x7e&&[^<>()\\[\\],;:\"@\\\\]]+@[^\\s@<>:;,]+";
    private static final String NO_ADDRESS = "must be an e-mail address, with nothing but ASCII before the @";
    private static final int KEY_BYTES = 32;

    @AssertTrue(message = "vestnik.email.bounce-key must be base64 of at least 32 random bytes")
    boolean isBounceKeyStrong() {
        try {
            return Base64.getDecoder().decode(bounceKey).length >= KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    @AssertTrue(message = "a domain of vestnik.email cannot stand in an e-mail address: transactional, promotional, reply-to, "
            + "unsubscribe-mailbox or bounce-domain")
    boolean isEveryDomainUsable() {
        return Stream.of(transactional, promotional, replyTo, unsubscribeMailbox, "b@" + bounceDomain)
                .filter(Objects::nonNull)
                .allMatch(address -> Mailbox.isSendable(Mailbox.withAsciiDomain(address)));
    }

    @Override
    public String toString() {
        return "EmailSettings[" + transactional + ", " + promotional + "]";
    }
}
