package vestnik.consent.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vestnik.consent.Lifting.DocumentMissing;
import vestnik.consent.Lifting.Lifted;
import vestnik.consent.Lifting.NotSuppressed;
import vestnik.consent.Reach;
import vestnik.consent.StaffSuppressions;
import vestnik.consent.Suppressions;
import vestnik.vocabulary.Channel;

@RestController
@RequestMapping("/api/v1/suppressions")
@Tag(name = "Suppressions", description = "Addresses, not persons, that must not be used.")
class SuppressionApi {

    private final Suppressions suppressions;
    private final StaffSuppressions staff;

    SuppressionApi(Suppressions suppressions, StaffSuppressions staff) {
        this.suppressions = suppressions;
        this.staff = staff;
    }

    @GetMapping
    @Operation(summary = "What must not be used on a channel, the latest first")
    List<SuppressionView> list(@RequestParam Channel channel, @RequestParam(defaultValue = "0") @Min(0) long offset,
            @RequestParam(defaultValue = "100") @Min(1) @Max(1000) int limit) {
        return suppressions.list(channel, offset, limit).stream().map(SuppressionView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Use an address no more", description = "The consents of those who read there stay as they are. "
            + "`reach` tells whether a message already on its way may still arrive.")
    Stopped suppress(@Valid @RequestBody NewSuppression wish, Principal user) {
        requireFit(wish);
        return new Stopped(staff.suppress(wish.channel(), wish.address(), wish.expiresAt(), user.getName()));
    }

    @PostMapping("/lifts")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Use an address again", description = "What a person forbade, by STOP or a complaint, gives way only to a document.")
    void lift(@Valid @RequestBody NewLift wish, Principal user) {
        requireFit(wish);
        switch (staff.lift(wish.channel(), wish.address(), wish.document(), user.getName())) {
            case Lifted() -> {
            }
            case NotSuppressed() ->
                throw ConsentProblems.of(HttpStatus.NOT_FOUND, "NOT_SUPPRESSED", "Nothing forbids this address.");
            case DocumentMissing(var reason) -> throw ConsentProblems.of(HttpStatus.CONFLICT, "DOCUMENT_MISSING",
                    "The person forbade this address (%s); only a document of their own changes that."
                            .formatted(reason));
        }
    }

    private static void requireFit(AddressOnChannel wish) {
        if (!wish.fits()) {
            throw ConsentProblems.field("address", "BAD_ADDRESS",
                    "EMAIL takes an e-mail address, SMS a phone such as +79161234567.");
        }
    }

    /// How far a suppression reaches.
    record Stopped(Reach reach) {}
}
