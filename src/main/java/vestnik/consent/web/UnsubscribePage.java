package vestnik.consent.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.function.Function;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import vestnik.consent.LinkedConsents;
import vestnik.consent.Reach;
import vestnik.consent.Source;
import vestnik.consent.Visitor;

/// The page behind the link in a message: GET shows, only POST acts, without login, cookie or script (RFC 8058).
@Controller
@RequestMapping("/u")
class UnsubscribePage {

    private final Door door;
    private final LinkedConsents consents;
    private final PatientPages pages;

    UnsubscribePage(Door door, LinkedConsents consents, PatientPages pages) {
        this.door = door;
        this.consents = consents;
        this.pages = pages;
    }

    @GetMapping({"/{token}", "/{token}/everything", "/{token}/undo"})
    ModelAndView show(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response, visitor -> Reach.COMPLETE);
    }

    @PostMapping("/{token}")
    ModelAndView stop(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response,
                visitor -> consents.withdraw(visitor, Source.LINK, Evidence.of(request)));
    }

    @PostMapping("/{token}/everything")
    ModelAndView stopEverything(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response, visitor -> consents.withdrawEverything(visitor, Evidence.of(request)));
    }

    @PostMapping("/{token}/undo")
    ModelAndView undo(@PathVariable String token, HttpServletRequest request, HttpServletResponse response) {
        return answer(token, request, response, visitor -> {
            consents.undo(visitor, Evidence.of(request));
            return Reach.COMPLETE;
        }).addObject("undone", true);
    }

    @RequestMapping("/**")
    ModelAndView other(HttpServletRequest request, HttpServletResponse response) {
        return pages.answer(door.stranger(request), request, response, visitor -> pages.neutral(request, response));
    }

    private ModelAndView answer(String token, HttpServletRequest request, HttpServletResponse response,
            Function<Visitor, Reach> act) {
        return pages.answer(door.knock(token, request), request, response, visitor -> {
            Reach reach = act.apply(visitor);
            return pages.standing(visitor, token, consents.standing(visitor), request, response)
                    .addObject("reach", reach.name());
        });
    }
}
