package vestnik.clinic;

import java.util.Optional;

/// Reads addresses that people enter, into the form in which patients' addresses are kept.
public interface Contacts {

    /// An e-mail address, its domain in A-labels; empty if it is none.
    Optional<String> email(String text);

    /// A phone that takes SMS, in E.164; empty if it is none.
    Optional<String> mobile(String text);
}
