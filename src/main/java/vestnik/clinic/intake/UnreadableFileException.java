package vestnik.clinic.intake;

/// A file that is refused whole. The message says where and what would be right, and repeats nothing of the file.
public final class UnreadableFileException extends RuntimeException {

    private final String code;
    private final String why;

    UnreadableFileException(String code, String message) {
        super(message);
        this.code = code;
        this.why = message;
    }

    /// What a program can act on, such as `UNKNOWN_ENCODING`, `UNKNOWN_HEADER`, `BROKEN_JSON`.
    public String code() {
        return code;
    }

    /// The message.
    public String why() {
        return why;
    }
}
