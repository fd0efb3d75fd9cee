package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import vestnik.consent.LinkedConsents;
import vestnik.consent.Source;

/// Mailbox providers unsubscribe a person through the link of the page, and show nobody the answer (RFC 8058). They say
/// One-Click in a form of either kind; the button of the page says nothing.
@Controller
class OneClickUnsubscribe {

    private final Door door;
    private final LinkedConsents consents;
    private final PatientPages pages;

    OneClickUnsubscribe(Door door, LinkedConsents consents, PatientPages pages) {
        this.door = door;
        this.consents = consents;
        this.pages = pages;
    }

    @PostMapping(path = "/u/{token}", params = OneClick.FIELD)
    ModelAndView stop(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return pages.answer(door.knock(token, request), request, response, visitor -> pages.stopped(visitor,
                consents.withdraw(visitor, Source.ONE_CLICK, Evidence.of(request)), response));
    }
}
