package vestnik.receipt.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;
import vestnik.channel.email.EmailComposer;
import vestnik.receipt.SentMail;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;

@VestnikTest
class TakeBounceCommandTest {

    @Autowired
    TakeBounceCommand command;
    @Autowired
    EmailComposer composer;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;
    Clinic clinic;
    SentMail sent;

    @BeforeEach
    void send() {
        clinic = new Clinic(source);
        sent = SentMail.to(clinic.patient(), 7, 12, source, composer);
    }

    @AfterEach
    void close() {
        jdbc.sql("drop trigger if exists poison on receipt").update();
        clinic.close();
    }

    @Test
    void takesOneMailFromStandardInput() {
        assertThat(run(sent.back().refused("5.1.1", "User unknown"))).isZero();
        assertThat(receipts()).isOne();
    }

    @Test
    void isDoneWithAnythingThatIsNoBounce() {
        assertThat(run("Subject: hello\r\n\r\nhello".getBytes(StandardCharsets.UTF_8))).isZero();
        assertThat(run(new byte[0])).isZero();
    }

    @Test
    void asksForTheMailAgainWhenItCouldNotBeKept() {
        Poison.of(7, jdbc);
        byte[] bounce = sent.back().refused("5.1.1", "User unknown");
        assertThat(run(bounce)).isEqualTo(75);
        assertThat(receipts()).isZero();
        jdbc.sql("drop trigger poison on receipt").update();

        assertThat(run(bounce)).isZero();
        assertThat(receipts()).isOne();
    }

    @Test
    void losesNothingToAWrongCall() {
        assertThat(new CommandLine(command).setErr(new PrintWriter(new StringWriter())).execute("--nonsense"))
                .isEqualTo(75);
    }

    private int run(byte[] mail) {
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(mail));
            return new CommandLine(command).setErr(new PrintWriter(new StringWriter())).execute();
        } finally {
            System.setIn(before);
        }
    }

    private long receipts() {
        return jdbc.sql("select count(*) from receipt").query(Long.class).single();
    }
}
