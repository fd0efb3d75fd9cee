package vestnik.receipt;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A mail that came back, as a mail server near the recipient writes it.
///
/// @param to our envelope sender, or wherever it came to
/// @param recipient whom it names
/// @param original Message-ID of what it returns
public record BouncedMail(String to, String recipient, String original) {

    /// Refused for good.
    public byte[] refused(String status, String words) {
        return report("failed", status, "smtp; 550 " + status + " " + words);
    }

    /// Still being tried.
    public byte[] delayed() {
        return report("delayed", "4.1.1", "smtp; 450 4.1.1 User unknown");
    }

    /// Arrived.
    public byte[] delivered() {
        return report("delivered", "2.0.0", "smtp; 250 2.0.0 Ok");
    }

    /// What a mailbox provider passes on (RFC 5965).
    public byte[] feedback(String type) {
        return bytes("""
                Message-ID: <%s@fbl.test>
                From: fbl@provider.test
                To: %s
                Subject: complaint
                Content-Type: multipart/report; report-type=feedback-report; boundary="x"

                --x
                Content-Type: message/feedback-report

                Feedback-Type: %s
                Version: 1
                Original-Rcpt-To: %s

                --x
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                --x--
                """.formatted(UUID.randomUUID(), to, type, recipient, original));
    }

    private byte[] report(String action, String status, String diagnostic) {
        return bytes("""
                Message-ID: <%s@relay.test>
                From: Mail Delivery System <mailer-daemon@relay.test>
                To: %s
                Subject: Undelivered Mail Returned to Sender
                Content-Type: multipart/report; report-type=delivery-status; boundary="x"

                --x
                Content-Type: message/delivery-status

                Reporting-MTA: dns; relay.test

                Final-Recipient: rfc822; %s
                Action: %s
                Status: %s
                Diagnostic-Code: %s

                --x
                Content-Type: text/rfc822-headers

                Message-ID: <%s>
                --x--
                """.formatted(UUID.randomUUID(), to, recipient, action, status, diagnostic, original));
    }

    /// As it goes over the wire.
    public static byte[] bytes(String text) {
        return text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
