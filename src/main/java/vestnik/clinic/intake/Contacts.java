package vestnik.clinic.intake;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

/// Reads addresses that people enter, in the form in which patients' addresses are kept.
@Component
public final class Contacts {

    private final EmailAddresses emails;
    private final Phones phones;

    Contacts(EmailAddresses emails, Phones phones) {
        this.emails = emails;
        this.phones = phones;
    }

    /// An e-mail address, its domain in A-labels; empty if it is none.
    public Optional<String> email(String text) {
        return switch (emails.check(text.strip())) {
            case Good<String>(String address) -> Optional.of(address);
            case Bad<String> _ -> Optional.empty();
        };
    }

    /// A phone that takes SMS, in E.164; empty if it is none.
    public Optional<String> mobile(String text) {
        return switch (phones.check(text.strip())) {
            case Good<Phone>(Phone phone) -> Optional.of(phone).filter(Phone::takesSms).map(Phone::number);
            case Bad<Phone> _ -> Optional.empty();
        };
    }
}
