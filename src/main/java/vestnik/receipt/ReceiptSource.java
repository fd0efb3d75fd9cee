package vestnik.receipt;

/// How we learned it: the provider told it by itself, or when asked, or a mail came back.
public enum ReceiptSource {
    CALLBACK, LOOKUP, MAIL
}
