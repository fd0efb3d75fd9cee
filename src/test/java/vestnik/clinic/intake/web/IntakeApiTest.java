package vestnik.clinic.intake.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors;
import org.springframework.security.test.web.servlet.setup.SecurityMockMvcConfigurers;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.context.WebApplicationContext;
import vestnik.clinic.intake.FileKind;
import vestnik.test.VestnikTest;

@VestnikTest
class IntakeApiTest {

    static final String PATIENT = """
            {"familyName":"Иванова","birthDate":"1980-02-01","email":"anna@example.org","phone":"8 916 123-45-67"}
            """;
    static final String VISIT = """
            {"patientId":"p1","startsAt":"2026-11-25T10:30+03:00","status":"BOOKED","branchId":"b","branchName":"B"}
            """;

    @Autowired
    WebApplicationContext context;
    @Autowired
    JdbcClient jdbc;

    MockMvcTester mvc() {
        return MockMvcTester.from(context,
                builder -> builder.apply(SecurityMockMvcConfigurers.springSecurity()).build());
    }

    @BeforeEach
    void forgetEverybody() {
        jdbc.sql("delete from appointment; delete from branch; delete from patient; delete from import_run").update();
    }

    @Test
    void aPatientIsCreatedThenUpdatedThenLeftAlone() {
        assertThat(put("patients/p1", PATIENT)).hasStatus(201).bodyJson().extractingPath("result").isEqualTo("CREATED");
        assertThat(put("patients/p1", PATIENT)).hasStatus(200).bodyJson().extractingPath("result")
                .isEqualTo("UNCHANGED");
        assertThat(put("patients/p1", PATIENT.replace("1980", "1981"))).bodyJson().extractingPath("result")
                .isEqualTo("UPDATED");
        assertThat(jdbc.sql("select phone from patient").query(String.class).single()).isEqualTo("+79161234567");
    }

    @Test
    void aBadContactIsLeftOutAndNamed() {
        assertThat(put("patients/p1", PATIENT.replace("anna@", "anna"))).hasStatus(201).bodyJson()
                .extractingPath("dropped.email").isEqualTo("not an e-mail address");
    }

    @Test
    void aMovedVisitRaisesItsVersion() {
        put("patients/p1", PATIENT);
        assertThat(put("appointments/v1", VISIT)).hasStatus(201);
        assertThat(put("appointments/v1", VISIT.replace("10:30", "12:00"))).hasStatus(200);
        assertThat(jdbc.sql("select version from appointment").query(Integer.class).single()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"patients/p1|{\"birthDate\":\"1980-02-31\"}|422|INVALID",
            "appointments/v1|{\"patientId\":\"p9\",\"startsAt\":\"2026-11-25T10:30\",\"status\":\"BOOKED\"}|422|UNKNOWN_PATIENT",
            "appointments/v1|{\"patientId\":\"p1\"}|422|INVALID",
            "patients/p1|{\"e_mail\":\"a@example.org\"}|400|BAD_REQUEST"})
    void aRefusalIsAProblemWithACode(String path, String json, int status, String code) {
        assertThat(put(path, json)).hasStatus(status).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson().extractingPath("code").isEqualTo(code);
    }

    @Test
    void aViewerMayNot() {
        assertThat(mvc().put().uri("/api/v1/patients/p1").contentType(MediaType.APPLICATION_JSON).content(PATIENT)
                .with(as("VIEWER"))).hasStatus(403);
    }

    @Test
    void anUploadIsAcceptedAndImportedInTheBackground() {
        var csv = FileKind.PATIENTS.header(';') + "\np1;A;;;;;;;;;;;\n;B;;;;;;;;;;;\n";
        assertThat(upload(csv)).hasStatus(202).bodyJson().extractingPath("rowsTotal").isEqualTo(2);
        Awaitility.await().untilAsserted(() -> assertThat(get("/api/v1/imports")).bodyJson()
                .extractingPath("[0].state").isEqualTo("DONE"));
        long id = jdbc.sql("select id from import_run").query(Long.class).single();
        assertThat(get("/api/v1/imports/" + id)).bodyJson().extractingPath("$")
                .asMap().containsEntry("created", 1).containsEntry("rejected", 1)
                .containsEntry("fileName", "clinic.csv")
                .extracting("rejects").asString().contains("missing");
    }

    @Test
    void anUnreadableUploadIsRefusedWhole() {
        assertThat(upload("id;name\n")).hasStatus(422).bodyJson().extractingPath("code").isEqualTo("NO_HEADER");
        assertThat(get("/api/v1/imports/0")).hasStatus(404).bodyJson().extractingPath("code")
                .isEqualTo("UNKNOWN_IMPORT");
    }

    private MvcTestResult put(String path, String json) {
        return mvc().put().uri("/api/v1/" + path).contentType(MediaType.APPLICATION_JSON).content(json)
                .with(as("OPERATOR")).exchange();
    }

    private MvcTestResult upload(String csv) {
        return mvc().post().uri("/api/v1/imports").multipart()
                .file(new MockMultipartFile("file", "clinic.csv", "text/csv",
                        csv.getBytes(StandardCharsets.UTF_8)))
                .with(as("OPERATOR")).exchange();
    }

    private MvcTestResult get(String path) {
        return mvc().get().uri(path).with(as("OPERATOR")).exchange();
    }

    private static RequestPostProcessor as(String role) {
        return SecurityMockMvcRequestPostProcessors.user("olga").roles(role);
    }
}
