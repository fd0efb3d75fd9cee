package vestnik.dispatch;

/// Somebody holds what is being sent. What was not handed over is released and can be taken again.
final class OnHold extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OnHold(String reason) {
        super(reason, null, false, false);
    }
}
