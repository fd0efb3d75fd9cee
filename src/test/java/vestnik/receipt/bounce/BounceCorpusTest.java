package vestnik.receipt.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import vestnik.channel.email.RefusalReason;

/// Real bounces of many servers, with what is known of each recipient.
@EnabledIfSystemProperty(named = "vestnik.corpora", matches = ".+", disabledReason = "-Dvestnik.corpora is not given")
class BounceCorpusTest {

    private static final Set<String> OURS = Set.of("blocked", "spamdetected", "authfailure", "speeding", "requireptr",
            "policyviolation", "badreputation");

    private final Path bounces = Path.of(System.getProperty("vestnik.corpora"), "bounces");

    @Test
    void nineteenOfTwentyRecipientsAreJudgedRight() throws IOException {
        List<Expected> wrong = expected().filter(one -> !one.isRight(saying(one))).toList();

        assertThat(wrong.size()).as("wrong: " + wrong).isLessThanOrEqualTo((int) (expected().count() / 20));
    }

    @Test
    void nothingThatIsAboutUsCondemnsAnAddress() throws IOException {
        assertThat(expected().filter(one -> OURS.contains(one.reason())).filter(one -> isHard(saying(one)))).isEmpty();
    }

    @Test
    void whatIsNoBounceSaysNothing() throws IOException {
        try (Stream<Path> mails = Files.list(bounces.resolve("not-bounces"))) {
            assertThat(mails).isNotEmpty().allSatisfy(
                    mail -> assertThat(BounceReader.read(Files.readAllBytes(mail)).sayings()).isEmpty());
        }
    }

    private Stream<Expected> expected() throws IOException {
        return Files.readAllLines(bounces.resolve("expected.tsv")).stream().skip(1).map(line -> line.split("\t", -1))
                .map(cell -> new Expected(cell[0], Integer.parseInt(cell[1]), cell[2], Boolean.parseBoolean(cell[3]),
                        cell[4]));
    }

    private List<Saying> saying(Expected one) {
        try (var in = Files.newInputStream(bounces.resolve("mail").resolve(one.file()))) {
            return MailFile.mails(in).stream().flatMap(mail -> BounceReader.read(mail).sayings().stream())
                    .skip(one.index() - 1L).limit(1).toList();
        } catch (IOException cause) {
            throw new UncheckedIOException(cause);
        }
    }

    private static boolean isHard(List<Saying> found) {
        return found.stream()
                .anyMatch(saying -> saying instanceof Saying.Failed(_, _, RefusalReason reason) && reason.hard());
    }

    private record Expected(String file, int index, String reason, boolean hard, String feedback) {

        boolean isRight(List<Saying> found) {
            return found.size() == 1 && isHard(found) == hard && feedback.equals(
                    switch (found.getFirst()) {
                        case Saying.Reported reported -> reported.feedback().type();
                        case Saying.Asked _ -> "opt-out";
                        case Saying.Failed _,Saying.Delayed _,Saying.Delivered _,Saying.PassedOn _ -> "";
                    });
        }
    }
}
