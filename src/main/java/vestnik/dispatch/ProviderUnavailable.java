package vestnik.dispatch;

/// The relay or the SMS provider cannot be reached. What was not handed over is released and can be taken again.
final class ProviderUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProviderUnavailable(String reason) {
        super(reason, null, false, false);
    }
}
