package vestnik.console.web;

import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import vestnik.console.access.ConsoleUsers;
import vestnik.console.access.Role;
import vestnik.console.access.SignedIn;
import vestnik.console.access.UserAdministration;
import vestnik.console.access.UserChange;

/// Where administrators let people in and out.
@Controller
@RequestMapping("/users")
class UsersPage {

    private final ConsoleUsers users;
    private final UserAdministration administration;

    UsersPage(ConsoleUsers users, UserAdministration administration) {
        this.users = users;
        this.administration = administration;
    }

    @ModelAttribute("roles")
    List<Role> roles() {
        return List.of(Role.values());
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("users", users.all());
        return "console/users";
    }

    @GetMapping("/{name}")
    String show(@PathVariable String name, Model model) {
        model.addAttribute("person",
                users.find(name).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
        return "console/user";
    }

    @PostMapping
    String create(@AuthenticationPrincipal SignedIn by, @RequestParam String name, @RequestParam String password,
            @RequestParam Role role, RedirectAttributes next) {
        return say(administration.create(by.getUsername(), name.strip(), password, role), "/users", next);
    }

    @PostMapping("/{name}/role")
    String changeRole(@AuthenticationPrincipal SignedIn by, @PathVariable String name, @RequestParam Role role,
            RedirectAttributes next) {
        return say(administration.changeRole(by.getUsername(), name, role), name, next);
    }

    @PostMapping("/{name}/password")
    String resetPassword(@AuthenticationPrincipal SignedIn by, @PathVariable String name,
            @RequestParam String password, RedirectAttributes next) {
        return say(administration.resetPassword(by.getUsername(), name, password), name, next);
    }

    @PostMapping("/{name}/state")
    String changeState(@AuthenticationPrincipal SignedIn by, @PathVariable String name, @RequestParam Access access,
            RedirectAttributes next) {
        return say(switch (access) {
            case ENABLED -> administration.enable(by.getUsername(), name);
            case DISABLED -> administration.disable(by.getUsername(), name);
        }, name, next);
    }

    private static String say(UserChange change, String user, RedirectAttributes next) {
        next.addFlashAttribute("change", change);
        if (user.startsWith("/") || change == UserChange.UNKNOWN) {
            return "redirect:/users";
        }
        next.addAttribute("name", user);
        return "redirect:/users/{name}";
    }

    enum Access {
        ENABLED, DISABLED
    }
}
