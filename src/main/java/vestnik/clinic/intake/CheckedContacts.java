package vestnik.clinic.intake;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vestnik.clinic.Contacts;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

/// The same checks that an import makes.
@Component
final class CheckedContacts implements Contacts {

    private final EmailAddresses emails;
    private final Phones phones;

    CheckedContacts(EmailAddresses emails, Phones phones) {
        this.emails = emails;
        this.phones = phones;
    }

    @Override
    public Optional<String> email(String text) {
        return switch (emails.check(text.strip())) {
            case Good<String>(String address) -> Optional.of(address);
            case Bad<String> _ -> Optional.empty();
        };
    }

    @Override
    public Optional<String> mobile(String text) {
        return switch (phones.check(text.strip())) {
            case Good<Phone>(Phone phone) -> Optional.of(phone).filter(Phone::takesSms).map(Phone::number);
            case Bad<Phone> _ -> Optional.empty();
        };
    }
}
