package vestnik.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import vestnik.receipt.bounce.Samples;

class ExplainBounceCommandTest {

    @TempDir
    Path folder;
    final StringWriter printed = new StringWriter();
    final StringWriter complained = new StringWriter();

    @Test
    void printsOneLinePerRecipient() throws IOException {
        Path two = file("qmail-two");
        Path complaint = file("mailru-complaint");

        assertThat(run(two.toString(), complaint.toString())).isZero();
        assertThat(printed.toString().lines()).containsExactly(
                "{\"file\":\"%s\",\"index\":1,\"recipient\":\"anna@mail.test\",\"status\":\"5.1.1\",\"reason\":\"userunknown\",\"hard\":true,\"feedback\":\"\"}"
                        .formatted(two),
                "{\"file\":\"%s\",\"index\":2,\"recipient\":\"boris@mail.test\",\"status\":\"5.7.1\",\"reason\":\"blocked\",\"hard\":false,\"feedback\":\"\"}"
                        .formatted(two),
                "{\"file\":\"%s\",\"index\":1,\"recipient\":\"anna@mail.test\",\"status\":\"\",\"reason\":\"feedback\",\"hard\":false,\"feedback\":\"abuse\"}"
                        .formatted(complaint));
    }

    @Test
    void readsStandardInput() {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(Samples.bytes("delayed")));

            assertThat(run("-")).isZero();
        } finally {
            System.setIn(before);
        }
        assertThat(printed.toString()).contains("\"file\":\"-\"").contains("\"hard\":false");
    }

    @Test
    void countsThroughAMailboxFile() throws IOException {
        String one = new String(Samples.bytes("delayed"), StandardCharsets.UTF_8);
        String envelope = "From mailer-daemon Wed Nov 25 09:00:00 2026\n";
        Path box = folder.resolve("box");
        Files.writeString(box, envelope + one + "\n" + envelope + one);

        assertThat(run(box.toString())).isZero();
        assertThat(printed.toString().lines()).hasSize(2).last().asString().contains("\"index\":2");
    }

    @Test
    void saysNothingOfWhatIsNoBounce() throws IOException {
        assertThat(run(file("vacation-russian").toString())).isZero();
        assertThat(printed.toString()).isEmpty();
    }

    @Test
    void namesAFileThatCannotBeReadAndGoesOn() throws IOException {
        assertThat(run(folder.resolve("none").toString(), file("delayed").toString())).isOne();
        assertThat(complained.toString()).contains("none: cannot be read");
        assertThat(printed.toString().lines()).hasSize(1);
    }

    @Test
    void wantsAFile() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("--nonsense")).isEqualTo(2);
    }

    private Path file(String mail) throws IOException {
        return Files.write(folder.resolve(mail + ".eml"), Samples.bytes(mail));
    }

    private int run(String... arguments) {
        return new CommandLine(new ExplainBounceCommand()).setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(complained, true)).execute(arguments);
    }
}
