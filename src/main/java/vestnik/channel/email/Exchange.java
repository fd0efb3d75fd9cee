package vestnik.channel.email;

/// How one attempt to hand an e-mail over ended on the wire.
sealed interface Exchange {

    /// The phase in which it ended.
    SmtpPhase phase();

    /// Whether nothing but a new connection can help.
    boolean connectionGone();

    /// Whether the relay does not let us in.
    boolean lockedOut();

    /// The relay's last word; positive only at [SmtpPhase#END].
    record Answered(SmtpPhase phase, SmtpReply reply) implements Exchange {

        @Override
        public boolean connectionGone() {
            return reply.closing();
        }

        @Override
        public boolean lockedOut() {
            return reply.aboutSignIn() || (phase == SmtpPhase.CONNECT && !reply.transientFailure());
        }
    }

    /// No word came: closed, timed out, not understood.
    record Lost(SmtpPhase phase, String how) implements Exchange {

        @Override
        public boolean connectionGone() {
            return true;
        }

        @Override
        public boolean lockedOut() {
            return false;
        }
    }
}
