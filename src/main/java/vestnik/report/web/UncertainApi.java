package vestnik.report.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vestnik.report.MessageReports.Position;
import vestnik.report.UncertainLine;
import vestnik.report.UncertainReports;

@RestController
@Tag(name = "uncertain messages")
class UncertainApi {

    private final UncertainReports messages;

    UncertainApi(UncertainReports messages) {
        this.messages = messages;
    }

    @GetMapping("/api/v1/uncertain-messages")
    @Operation(summary = "Messages that were handed over, and whose answer was lost", description = """
            Those of the newest mailing first, without those that a person left so. What is done about each by itself stands \
            in next. The header Link leads to the next page.""")
    ResponseEntity<List<UncertainLine>> list(
            @RequestParam(required = false) @Nullable Long mailing,
            @RequestParam(required = false) @Pattern(regexp = Position.REFERENCE) @Nullable String before,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        var page = messages.list(mailing, Position.of(before), limit);
        return page.more()
                ? NextPage.followed(page.items(), "before", page.items().getLast().position().reference())
                : NextPage.last(page.items());
    }
}
