package vestnik.console.web;

import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vestnik.console.access.SignedIn;
import vestnik.console.access.UserAdministration;
import vestnik.console.access.UserChange;

/// A user's own password.
@Controller
class AccountPage {

    private final UserAdministration users;

    AccountPage(UserAdministration users) {
        this.users = users;
    }

    @GetMapping("/account")
    String show() {
        return "console/account";
    }

    @PostMapping("/account/password")
    String change(@AuthenticationPrincipal SignedIn user, @RequestParam String old, @RequestParam String password,
            Model model) {
        UserChange change = users.changePassword(user.getUsername(), old, password);
        if (change == UserChange.DONE) {
            return "redirect:/login?changed";
        }
        model.addAttribute("refused", change);
        return "console/account";
    }
}
