package vestnik.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.bench.Bench;
import vestnik.bench.Result;
import vestnik.bench.Results;
import vestnik.channel.email.EmailComposer;
import vestnik.receipt.ReturnedMails.Taken;
import vestnik.test.Clinic;
import vestnik.test.VestnikTest;

/// Mails that come back, each read, proved ours and recorded in a transaction of its own, beside the bare insert of as many
/// receipts in as many transactions.
@VestnikTest
class ReceiptsBench {

    private static final int MAILS = Integer.getInteger("bench.receipts", 5_000);
    private static final int AT_ONCE = 4;
    private static final String BARE = """
            insert into receipt (mailing_id, ordinal, kind, reference, occasion_on, at, source)
            values (2, ?, 'BOUNCED', 'bare', '2026-11-18', now(), 'MAIL')
            """;

    @Autowired
    ReturnedMails mails;
    @Autowired
    EmailComposer composer;
    @Autowired
    JdbcClient jdbc;
    @Autowired
    DataSource source;

    @Bench("receipts")
    void mailsThatComeBack() throws Exception {
        var clinic = new Clinic(source);
        List<byte[]> warm = bounces(clinic, 1, MAILS / 5);
        List<byte[]> measured = bounces(clinic, MAILS, MAILS);
        take(warm);
        double ours = take(measured);
        double bare = perSecond(IntStream.range(0, MAILS).<Callable<Boolean>>mapToObj(
                ordinal -> () -> jdbc.sql(BARE).param(ordinal).update() == 1).toList());
        assertThat(jdbc.sql("select count(*) from receipt where mailing_id = 1").query(Integer.class).single())
                .isEqualTo(MAILS + MAILS / 5);
        Results.add(new Result("receipts", MAILS, AT_ONCE, measured.getFirst().length, ours, null, ours / bare,
                "mails taken to bare inserts of a receipt, each committed", 0,
                Map.of("barePerSecond", Math.round(bare))));
        clinic.close();
    }

    private List<byte[]> bounces(Clinic clinic, int from, int number) {
        long patient = clinic.patient();
        return IntStream.range(from, from + number)
                .mapToObj(ordinal -> SentMail.to(patient, 1, ordinal, source, composer).back()
                        .refused("5.7.1", "Service unavailable; client blocked using zen.spamhaus.org"))
                .toList();
    }

    private double take(List<byte[]> all) throws Exception {
        return perSecond(
                all.stream().<Callable<Boolean>>map(mail -> () -> mails.take(mail) == Taken.UNDERSTOOD).toList());
    }

    private static double perSecond(List<Callable<Boolean>> work) throws Exception {
        try (var workers = Executors.newFixedThreadPool(AT_ONCE)) {
            long begun = System.nanoTime();
            var done = new ArrayList<Boolean>();
            for (Future<Boolean> one : workers.invokeAll(work)) {
                done.add(one.get());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            assertThat(done).doesNotContain(false);
            return work.size() / seconds;
        }
    }
}
