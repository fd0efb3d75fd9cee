package vestnik.clinic.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import org.springframework.stereotype.Component;
import vestnik.clinic.ClinicSettings;
import vestnik.clinic.intake.Verdict.Bad;
import vestnik.clinic.intake.Verdict.Good;

/// Brings phone numbers into E.164; those without a country code are of the clinic's country. Extensions are dropped.
@Component
final class Phones {

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String region;

    Phones(ClinicSettings clinic) {
        region = clinic.phoneRegion();
    }

    Verdict<Phone> check(String text) {
        try {
            return check(numbers.parse(text, region));
        } catch (NumberParseException notANumber) {
            return new Bad<>("not a phone number");
        }
    }

    private Verdict<Phone> check(PhoneNumber number) {
        if (!numbers.isValidNumber(number)) {
            return new Bad<>("no such phone number");
        }
        return new Good<>(new Phone(numbers.format(number, PhoneNumberFormat.E164), takesSms(number)));
    }

    private boolean takesSms(PhoneNumber number) {
        return switch (numbers.getNumberType(number)) {
            case MOBILE, FIXED_LINE_OR_MOBILE -> true;
            case FIXED_LINE, TOLL_FREE, PREMIUM_RATE, SHARED_COST, VOIP, PERSONAL_NUMBER, PAGER, UAN, VOICEMAIL,
                    UNKNOWN ->
                false;
        };
    }
}
