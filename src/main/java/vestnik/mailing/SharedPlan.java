package vestnik.mailing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// Writes the messages of one mailing on several connections at a time, each for its share of the patients; the rows are those
/// that one connection would write. They count when the mailing is marked as planned: what a crash leaves before that is
/// forgotten when it is planned again.
@Component
class SharedPlan {

    private static final String AWAIT_ABANDONED = "select pg_advisory_lock(%1$s), pg_advisory_unlock(%1$s)"
            .formatted(ShareWriter.LOCK);
    private static final String FORGET = "delete from message where mailing_id = :mailing";

    private final DataSource source;
    private final JdbcClient jdbc;

    SharedPlan(DataSource source, JdbcClient jdbc) {
        this.source = source;
        this.jdbc = jdbc;
    }

    /// Deletes what was written of a mailing that was never marked as planned. A process that died may have left connections
    /// that still write: it waits for their end.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void forgetInterrupted(long mailing) {
        jdbc.sql(AWAIT_ABANDONED).query(_ -> {
        });
        jdbc.sql(FORGET).param("mailing", mailing).update();
    }

    /// Writes all messages of a mailing or, if anything fails on one of the connections, none; returns how many.
    int write(List<Share> shares, ShareWriter.Decision decision) {
        var writers = new ArrayList<ShareWriter>();
        try {
            for (Share share : shares) {
                writers.add(ShareWriter.open(source, share));
            }
            int written = writeTogether(writers, decision);
            for (ShareWriter writer : writers) {
                writer.commit();
            }
            return written;
        } catch (SQLException cause) {
            throw new IllegalStateException("the shares of a plan could not be written", cause);
        } finally {
            writers.forEach(ShareWriter::close);
        }
    }

    private static int writeTogether(List<ShareWriter> writers, ShareWriter.Decision decision) {
        List<ShareWriter.Counts> counts = together(
                writers.stream().map(writer -> (Callable<ShareWriter.Counts>) () -> writer.decide(decision)).toList());
        int sentBefore = 0;
        int withheldBefore = counts.stream().mapToInt(ShareWriter.Counts::sent).sum();
        var insertions = new ArrayList<Callable<Integer>>();
        for (int number = 0; number < writers.size(); number++) {
            ShareWriter writer = writers.get(number);
            ShareWriter.Counts own = counts.get(number);
            int sent = sentBefore;
            int withheld = withheldBefore - own.sent();
            insertions.add(() -> writer.insert(sent, withheld));
            sentBefore += own.sent();
            withheldBefore += own.withheld();
        }
        return together(insertions).stream().mapToInt(Integer::intValue).sum();
    }

    private static <T> List<T> together(List<Callable<T>> tasks) {
        List<Future<T>> ended;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ended = tasks.stream().map(threads::submit).toList();
        }
        return ended.stream().map(SharedPlan::result).toList();
    }

    private static <T> T result(Future<T> ended) {
        if (ended.state() == Future.State.SUCCESS) {
            return ended.resultNow();
        }
        throw ended.exceptionNow() instanceof DataAccessException cause
                ? cause
                : new IllegalStateException("a share of the plan could not be written", ended.exceptionNow());
    }
}
