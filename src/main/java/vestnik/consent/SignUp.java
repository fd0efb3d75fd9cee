package vestnik.consent;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// What somebody entered on the public form, where anybody may enter anybody's address.
///
/// @param contact in the form in which patients' addresses are kept
/// @param wordings version of the text that stood beside each purpose
public record SignUp(Channel channel, String contact, LocalDate birthDate, Set<Purpose> purposes,
        Map<Purpose, String> wordings) {}
