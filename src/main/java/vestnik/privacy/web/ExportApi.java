package vestnik.privacy.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;
import vestnik.privacy.PersonalData;

@RestController
@Tag(name = "Privacy")
class ExportApi {

    private final PersonalData personalData;

    ExportApi(PersonalData personalData) {
        this.personalData = personalData;
    }

    @GetMapping("/api/v1/patients/{externalId}/export")
    @Operation(summary = "All that is held about a patient", description = "Who asked is written into the audit trail. Blocked data are told to administrators only.")
    ResponseEntity<ObjectNode> export(@PathVariable String externalId, Principal user) {
        return personalData.exportTo(user.getName(), externalId)
                .map(held -> ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(held))
                .orElseThrow(PrivacyProblems::unknownPatient);
    }
}
