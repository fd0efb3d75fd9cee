/// What a clinic hands in, as CSV, as FHIR or over the API: checked, then upserted by the clinic's own ids.
@NamedInterface("intake")
@NullMarked
package vestnik.clinic.intake;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
