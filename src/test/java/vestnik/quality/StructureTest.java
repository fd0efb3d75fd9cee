package vestnik.quality;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.modulith.core.ApplicationModules;
import vestnik.Vestnik;

class StructureTest {

    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vestnik");

    @Test
    void modulesUseOnlyWhatTheyDeclare() {
        ApplicationModules.of(Vestnik.class).verify();
    }

    // Of two in one package the first in the class path counts, and that is the tests'.
    @Test
    void noPackageOfTestsHidesWhatItsModuleDeclares() throws IOException {
        try (var files = Files.walk(TESTS)) {
            assertThat(files.filter(file -> file.endsWith("package-info.java"))
                    .filter(file -> Files.exists(SOURCES.resolve(TESTS.relativize(file))))).isEmpty();
        }
    }

    @Test
    void packagesFormNoCycles() {
        slices().matching("vestnik.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(classes = {Instant.class, LocalDate.class, LocalTime.class, LocalDateTime.class, OffsetDateTime.class,
            ZonedDateTime.class})
    void timeComesFromAClock(Class<?> type) {
        noClasses().should(callMethod(type, "now")).check(MAIN);
        Stream.of(type).filter(zoned -> zoned != Instant.class)
                .forEach(zoned -> noClasses().should(callMethod(zoned, "now", ZoneId.class)).check(MAIN));
    }

    @Test
    void timeIsNotTakenFromTheSystem() {
        noClasses().should().callMethod(System.class, "currentTimeMillis").orShould()
                .callConstructor(Date.class).check(MAIN);
    }

    @Test
    void nothingIsPrintedToTheStandardStreams() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    @Test
    void nothingIsInjectedIntoFields() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MAIN);
    }

    @Test
    void loggingIsSlf4j() {
        NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MAIN);
    }

    @Test
    void namesSayTheDomain() {
        noClasses().should().haveNameMatching(".*(Impl|Utils?|Helper|Manager)").check(MAIN);
    }

    @Test
    void settingsIgnoreNoUnknownFields() {
        classes().that().areAnnotatedWith(ConfigurationProperties.class)
                .should(IgnoreNoUnknownFields.CONDITION).check(MAIN);
    }
}
