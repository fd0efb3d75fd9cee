package vestnik.channel.email;

/// How far a hand-over had come when the relay's answer came, or the connection was lost.
///
/// - CONNECT: connecting, greeting, TLS, sign-in
/// - MAIL, RCPT: sender, recipient
/// - DATA: the command, and the text up to the final dot
/// - END: the final dot; from here on the relay may have taken the message
public enum SmtpPhase {
    CONNECT, MAIL, RCPT, DATA, END
}
