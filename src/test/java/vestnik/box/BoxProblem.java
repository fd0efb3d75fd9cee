package vestnik.box;

/// Why the box cannot start, in words for whoever started it.
final class BoxProblem extends RuntimeException {

    BoxProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
