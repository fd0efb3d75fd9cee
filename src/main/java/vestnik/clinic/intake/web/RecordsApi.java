package vestnik.clinic.intake.web;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vestnik.clinic.intake.Column;
import vestnik.clinic.intake.FileKind;
import vestnik.clinic.intake.HandIn;

/// Single patients and appointments, upserted by the clinic's own id. The same record again changes nothing.
@RestController
class RecordsApi {

    private final HandIn handIn;

    RecordsApi(HandIn handIn) {
        this.handIn = handIn;
    }

    /// 201 created, 200 otherwise; bad contact fields are left out and named; 422 if the record cannot be taken.
    @PutMapping("/api/v1/patients/{externalId}")
    ResponseEntity<Taken> patient(@PathVariable String externalId, @RequestBody PatientBody patient) {
        return put(FileKind.PATIENTS, externalId, patient.cells(externalId));
    }

    /// 201 created, 200 otherwise; a visit that moved or was cancelled has a higher version afterwards.
    @PutMapping("/api/v1/appointments/{externalId}")
    ResponseEntity<Taken> appointment(@PathVariable String externalId, @RequestBody AppointmentBody appointment) {
        return put(FileKind.APPOINTMENTS, externalId, appointment.cells(externalId));
    }

    private ResponseEntity<Taken> put(FileKind kind, String id, Map<Column, String> cells) {
        return Taken.answer(id, handIn.put(kind, cells),
                ServletUriComponentsBuilder.fromCurrentRequest().build().toUri());
    }
}
