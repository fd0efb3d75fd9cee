package vestnik.receipt.web;

import com.twilio.security.RequestValidator;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.util.UriComponentsBuilder;

/// Tells whether a request comes from Twilio: it signs the address it was given and the posted pairs with the account's token.
///
/// The address is the public one of the service, whatever host a proxy names, with or without its port.
@Component
class TwilioSignature {

    private final RequestValidator validator;
    private final String publicUrl;

    TwilioSignature(@Value("${vestnik.sms.twilio.auth-token}") String authToken,
            @Value("${vestnik.public-url}") URI publicUrl) {
        this.validator = new RequestValidator(authToken);
        this.publicUrl = publicUrl.toString().replaceAll("/+$", "");
    }

    /// @throws ErrorResponseException 403, if the request does not come from Twilio
    void require(HttpServletRequest request) {
        if (!isOn(request)) {
            var problem = ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
                    "The signature is missing or does not fit this address and content.");
            problem.setProperty("code", "BAD_SIGNATURE");
            throw new ErrorResponseException(HttpStatus.FORBIDDEN, problem, null);
        }
    }

    boolean isOn(HttpServletRequest request) {
        String signature = request.getHeader("X-Twilio-Signature");
        return signature != null && validator.validate(address(request), posted(request), signature);
    }

    private String address(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        String query = request.getQueryString();
        return publicUrl + path + (query == null ? "" : "?" + query);
    }

    /// The query is signed with the address, not among the pairs.
    private static Map<String, String> posted(HttpServletRequest request) {
        Map<String, String> posted = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> posted.put(name, values[0]));
        posted.keySet().removeAll(UriComponentsBuilder.newInstance().query(request.getQueryString()).build()
                .getQueryParams().keySet());
        return posted;
    }
}
