package vestnik.receipt.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TwilioSignatureTest {

    private static final String GOOD = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";

    @ParameterizedTest
    @ValueSource(strings = {"https://mycompany.com", "https://mycompany.com/", "https://mycompany.com:443"})
    void knowsTwiliosOwnExample(String publicUrl) {
        assertThat(new TwilioSignature("12345", URI.create(publicUrl)).isOn(request(GOOD))).isTrue();
    }

    @Test
    void goesByThePublicAddressWhateverHostIsNamed() {
        var request = request(GOOD);
        request.setServerName("10.0.0.7");
        request.setServerPort(8080);
        assertThat(new TwilioSignature("12345", URI.create("https://mycompany.com")).isOn(request)).isTrue();
    }

    @Test
    void refusesAnotherTokenAnotherHostAndAnotherContent() {
        assertThat(new TwilioSignature("54321", URI.create("https://mycompany.com")).isOn(request(GOOD))).isFalse();
        assertThat(new TwilioSignature("12345", URI.create("https://example.com")).isOn(request(GOOD))).isFalse();
        var request = request(GOOD);
        request.addParameter("Extra", "1");
        assertThat(new TwilioSignature("12345", URI.create("https://mycompany.com")).isOn(request)).isFalse();
    }

    @Test
    void refusesWhatIsNotSigned() {
        var request = request(GOOD);
        request.removeHeader("X-Twilio-Signature");
        assertThat(new TwilioSignature("12345", URI.create("https://mycompany.com")).isOn(request)).isFalse();
    }

    private static MockHttpServletRequest request(String signature) {
        var request = new MockHttpServletRequest("POST", "/myapp.php");
        request.setQueryString("foo=1&bar=2");
        request.addParameter("foo", "1");
        request.addParameter("bar", "2");
        request.addParameter("CallSid", "CA1234567890ABCDE");
        request.addParameter("Caller", "+14158675309");
        request.addParameter("Digits", "1234");
        request.addParameter("From", "+14158675309");
        request.addParameter("To", "+18005551212");
        request.addHeader("X-Twilio-Signature", signature);
        return request;
    }
}
