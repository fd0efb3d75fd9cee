package vestnik.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Our request and the stand-in's answers against Twilio's own OpenAPI description.
@EnabledIfSystemProperty(named = "vestnik.corpora", matches = ".+", disabledReason = "-Dvestnik.corpora is not given")
class TwilioDescriptionTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> FORM = Map.of("To", "+79161234567", "From", "+15005550006", "Body", "text",
            "ValidityPeriod", "7200", "ContentRetention", "discard", "AddressRetention", "obfuscate",
            "StatusCallback", "https://clinic.test/hooks/twilio/status?message=7.12");

    private static JsonNode description;

    @BeforeAll
    static void read() throws IOException {
        description = JSON.readTree(
                Path.of(System.getProperty("vestnik.corpora"), "twilio", "twilio_api_v2010.json").toFile());
    }

    @Test
    void ourRequestIsDescribed() {
        JsonNode parameters = messages().at("/post/requestBody/content").elements().next().at("/schema");

        assertThat(violations(parameters, JSON.valueToTree(asTypes(FORM)))).isEmpty();
        assertThat(FORM).containsKeys(JSON.convertValue(parameters.get("required"), String[].class));
    }

    @Test
    void theStandInListsByWhatIsDescribed() {
        assertThat(messages().at("/get/parameters").findValuesAsText("name")).containsAll(MessagesApi.FILTERS);
    }

    @Test
    void whatWeReadOfAMessageIsDescribed() {
        JsonNode shown = description.get("paths").get("/2010-04-01/Accounts/{AccountSid}/Messages/{Sid}.json")
                .at("/get/responses/200/content/application~1json/schema");

        assertThat(violations(resolve(shown), JSON.valueToTree(Resources.message(message("delivered"))))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "sent", "delivered", "undelivered"})
    void theStandInsMessageIsDescribedAndWhole(String status) {
        JsonNode schema = resolve(messages().at("/post/responses/201/content/application~1json/schema"));
        JsonNode answer = JSON.valueToTree(Resources.message(message(status)));

        assertThat(violations(schema, answer)).isEmpty();
        assertThat(names(answer)).isEqualTo(names(schema.get("properties")));
    }

    @Test
    void theStandInsListIsDescribedAndWhole() {
        JsonNode schema = messages().at("/get/responses/200/content/application~1json/schema");
        JsonNode answer = JSON
                .valueToTree(Resources.page(message("sent").account(), List.of(message("sent")), Map.of()));

        assertThat(violations(schema, answer)).isEmpty();
        assertThat(names(answer)).isEqualTo(names(schema.get("properties")));
    }

    private static TwilioMessage message(String status) {
        return new TwilioMessage("SM0123456789abcdef0123456789abcdef", "AC00000000000000000000000000000000", FORM,
                "queued",
                null, Instant.EPOCH, Instant.EPOCH, null)
                .moved(status, status.equals("undelivered") ? 30003 : null, Instant.EPOCH);
    }

    private static JsonNode messages() {
        return description.get("paths").get("/2010-04-01/Accounts/{AccountSid}/Messages.json");
    }

    /// A form has only text; whole numbers in it are told by their looks.
    private static Map<String, Object> asTypes(Map<String, String> form) {
        var typed = new HashMap<String, Object>(form);
        typed.put("ValidityPeriod", Integer.valueOf(form.get("ValidityPeriod")));
        return typed;
    }

    private static List<String> violations(JsonNode schema, JsonNode answer) {
        var violations = new ArrayList<String>();
        for (String name : names(answer)) {
            JsonNode property = resolve(schema.get("properties").path(name));
            JsonNode value = answer.get(name);
            if (property.isMissingNode() || !allows(property, value)) {
                violations.add(name + " = " + value + ", described as " + property);
            }
        }
        return violations;
    }

    private static boolean allows(JsonNode property, JsonNode value) {
        if (value.isNull()) {
            return property.path("nullable").asBoolean();
        }
        return switch (property.path("type").asText()) {
            case "string" -> value.isTextual() && isInEnum(property, value)
                    && value.asText().matches(property.path("pattern").asText(".*"));
            case "integer" -> value.isInt();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
    }

    private static boolean isInEnum(JsonNode property, JsonNode value) {
        return !property.has("enum")
                || List.of(JSON.convertValue(property.get("enum"), String[].class)).contains(value.asText());
    }

    private static JsonNode resolve(JsonNode schema) {
        return schema.has("$ref") ? description.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static Set<String> names(JsonNode object) {
        var names = new TreeSet<String>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
