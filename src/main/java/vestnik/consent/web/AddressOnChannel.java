package vestnik.consent.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vestnik.vocabulary.Channel;

/// An address as a program names it: always in a body, never in a URL, where it would stand in logs.
interface AddressOnChannel {

    Pattern PHONE = Pattern.compile("\\+[1-9]\\d{6,14}");
    Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");

    @Nullable
    Channel channel();

    @Nullable
    String address();

    /// Whether it is an e-mail on EMAIL and a phone in E.164 on SMS; what is absent is told otherwise.
    @Schema(hidden = true)
    default boolean fits() {
        Channel channel = channel();
        String address = address();
        if (channel == null || address == null) {
            return true;
        }
        return switch (channel) {
            case EMAIL -> EMAIL.matcher(address).matches();
            case SMS -> PHONE.matcher(address).matches();
        };
    }
}
