package vestnik.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vestnik.report.MailingFilter;
import vestnik.report.MailingReports;
import vestnik.report.MessageFilter;
import vestnik.report.MessageLine;
import vestnik.report.MessageReports;
import vestnik.report.MessageState;
import vestnik.report.Receipt;
import vestnik.vocabulary.Channel;

@RestController
@RequestMapping("/api/v1/mailings")
@Tag(name = "mailings", description = "Runs of the jobs, and what became of every message")
class MailingsApi {

    private final MailingReports mailings;
    private final MessageReports messages;

    MailingsApi(MailingReports mailings, MessageReports messages) {
        this.mailings = mailings;
        this.messages = messages;
    }

    @GetMapping
    @Operation(summary = "Mailings, newest first", description = "The header Link leads to the next page.")
    ResponseEntity<List<MailingJson>> list(
            @RequestParam(required = false) @Nullable Long campaign,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        var page = mailings.list(new MailingFilter(campaign, kind, before, limit));
        var items = page.items().stream().map(MailingJson::of).toList();
        return page.more() ? NextPage.followed(items, "before", items.getLast().id()) : NextPage.last(items);
    }

    @GetMapping("/{id}")
    @Operation(summary = "One mailing and its counts")
    MailingJson show(@PathVariable long id) {
        return mailings.find(id).map(MailingJson::of).orElseThrow(MailingsApi::unknown);
    }

    @GetMapping("/{id}/messages")
    @Operation(summary = "Its messages with reasons", description = "The header Link leads to the next page.")
    ResponseEntity<List<MessageLine>> messages(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable MessageState state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(required = false) @Nullable Channel channel,
            @RequestParam(required = false) @Nullable Receipt receipt,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        if (!mailings.exists(id)) {
            throw unknown();
        }
        var page = messages.of(id, new MessageFilter(state, reason, channel, receipt, after, limit));
        return page.more()
                ? NextPage.followed(page.items(), "after", page.items().getLast().ordinal())
                : NextPage.last(page.items());
    }

    private static ErrorResponseException unknown() {
        var problem = ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no mailing of this id.");
        problem.setProperty("code", "UNKNOWN_MAILING");
        return new ErrorResponseException(HttpStatus.NOT_FOUND, problem, null);
    }
}
