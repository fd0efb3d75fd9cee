package vestnik.console.web;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.privacy.file.Found;
import vestnik.privacy.file.PatientSearch;

/// Finds a patient. What is looked for is personal, so it is posted and stands in no address.
@Controller
@RequestMapping("/patients")
class PatientSearchPage {

    private final PatientSearch search;

    PatientSearchPage(PatientSearch search) {
        this.search = search;
    }

    @GetMapping
    String ask() {
        return "console/patients";
    }

    @PostMapping
    String find(@RequestParam String text, Model model, RedirectAttributes next) {
        List<Found> found = search.find(text);
        if (found.size() == 1) {
            next.addAttribute("patient", found.getFirst().externalId());
            return "redirect:/patients/{patient}";
        }
        model.addAttribute("text", text);
        model.addAttribute("found", found);
        model.addAttribute("more", found.size() == PatientSearch.LIMIT);
        return "console/patients";
    }
}
