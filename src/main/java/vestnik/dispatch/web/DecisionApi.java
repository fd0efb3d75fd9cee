package vestnik.dispatch.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.dispatch.UncertainMessages;
import vestnik.dispatch.UncertainMessages.Decision;
import vestnik.mailing.Mailing;
import vestnik.mailing.Mailings;

@RestController
@RequestMapping("/api/v1/mailings/{id}")
@Tag(name = "uncertain messages", description = "Messages that were handed over, and whose answer was lost")
class DecisionApi {

    private final UncertainMessages messages;
    private final Mailings mailings;

    DecisionApi(UncertainMessages messages, Mailings mailings) {
        this.messages = messages;
        this.mailings = mailings;
    }

    @PutMapping("/messages/{ordinal}/decision")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Decide on an uncertain message", description = """
            SENT: it is known to have arrived and counts as accepted; if that is wrong, the patient gets none. \
            SEND_AGAIN: it goes out once more if it is still allowed and of use; if the first arrived, the patient gets two. \
            LEAVE: it stays uncertain, and nothing is done any more. 409 when it is not uncertain any more.""")
    void decide(@PathVariable long id, @PathVariable int ordinal, @Valid @RequestBody Choice choice, Principal user) {
        switch (messages.decide(id, ordinal, choice.decision, user.getName())) {
            case DONE -> {
                return;
            }
            case NOT_UNCERTAIN -> throw problem(HttpStatus.CONFLICT, "NOT_UNCERTAIN",
                    "It is known what became of this message.");
            case UNDER_WAY -> throw problem(HttpStatus.CONFLICT, "UNDER_WAY",
                    "This message is being sent again or looked up at this moment; ask again in a while.");
            case CANCELLED -> throw cancelled();
            case UNKNOWN -> throw problem(HttpStatus.NOT_FOUND, "UNKNOWN_MESSAGE", "There is no such message.");
        }
    }

    @PutMapping("/uncertain-messages/decision")
    @Operation(summary = "Decide on all uncertain messages of a mailing", description = """
            On those that are uncertain now, were not left so, and are not being sent again at this moment.""")
    Done decideAll(@PathVariable long id, @Valid @RequestBody Choice choice, Principal user) {
        Mailing mailing = mailings.findById(id)
                .orElseThrow(() -> problem(HttpStatus.NOT_FOUND, "UNKNOWN_MAILING", "There is no such mailing."));
        if (choice.decision == Decision.SEND_AGAIN && mailing.cancelledAt() != null) {
            throw cancelled();
        }
        return new Done(messages.decideAll(id, choice.decision, user.getName()));
    }

    private static ErrorResponseException cancelled() {
        return problem(HttpStatus.CONFLICT, "CANCELLED", "The mailing was cancelled: nothing of it is sent again.");
    }

    private static ErrorResponseException problem(HttpStatus status, String code, String sentence) {
        var problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        return new ErrorResponseException(status, problem, null);
    }

    record Choice(@NotNull Decision decision) {}

    /// How many messages it was decided on.
    record Done(int decided) {}
}
