package vestnik.clinic.intake;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParser;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Turns FHIR resources into the entries that a CSV file would have, so that one set of rules holds for both. What is
/// medical (description, reason, service type) is not read.
@Component
class FhirMapping {

    private static final Logger LOG = LoggerFactory.getLogger(FhirMapping.class);

    private final FhirContext fhir = FhirContext.forR4Cached();
    private final Clock clock;

    FhirMapping(Clock clock) {
        this.clock = clock;
    }

    Entry entry(FileKind kind, FhirResource resource) {
        try {
            return switch (kind) {
                case PATIENTS -> FhirPatients.entry(resource, parse(Patient.class, resource), clock.instant());
                case REPRESENTATIVES ->
                    FhirRepresentatives.entry(resource, parse(RelatedPerson.class, resource), clock.instant());
                case APPOINTMENTS -> FhirAppointments.entry(resource, parse(Appointment.class, resource));
                case CONSENTS -> throw new IllegalArgumentException("consents come as CSV");
            };
        } catch (RuntimeException invalid) {
            // HAPI throws what it likes; one resource that it cannot read must harm only itself. Messages quote it.
            LOG.debug("resource {} could not be read: {}", resource.number(), invalid.getClass().getName());
            return invalid(kind, resource);
        }
    }

    private <T extends Resource> T parse(Class<T> type, FhirResource resource) {
        return parser().parseResource(type, resource.json());
    }

    private IParser parser() {
        return fhir.newJsonParser().setParserErrorHandler(new Refusing());
    }

    private static Entry invalid(FileKind kind, FhirResource resource) {
        return new Entry(kind, resource.number(), Map.of(), List.of(new Reject(resource.number(), Reject.ROW,
                resource.id(), "not a valid FHIR R4 " + resource.type(), false)));
    }

    /// Refuses values that are none of their type, and passes over what is only unusual. HAPI's own would log them.
    private static final class Refusing extends ErrorHandlerAdapter {

        @Override
        public void invalidValue(@Nullable IParseLocation location, @Nullable String value, @Nullable String error) {
            throw new DataFormatException("invalid value");
        }
    }
}
