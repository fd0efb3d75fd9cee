package vestnik.clinic.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.listener.ItemWriteListener;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// Tells after each page how far an import is: as an event, and every few seconds in the log.
@StepScope
@Component
class ProgressLog implements StepExecutionListener, ItemWriteListener<CheckedPage> {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressLog.class);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(2);

    private final ImportRuns runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private Instant since = Instant.EPOCH;
    private Instant told = Instant.EPOCH;
    private long before;
    private long done;
    private long total;

    ProgressLog(ImportRuns runs, ApplicationEventPublisher events, Clock clock) {
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void beforeStep(StepExecution step) {
        var run = runs.find(ImportJob.importId(step.getJobParameters())).orElseThrow();
        since = clock.instant();
        told = since;
        total = run.rowsTotal();
        before = run.rowsRead();
        done = before;
        LOG.info("import {} begins at row {} of {}", run.id(), done, total);
    }

    @Override
    public void afterWrite(Chunk<? extends CheckedPage> pages) {
        for (var page : pages) {
            done += page.read();
            tell(progress(page.importId()));
        }
    }

    @Override
    public @Nullable ExitStatus afterStep(StepExecution step) {
        return null;
    }

    private ImportProgress progress(long importId) {
        long millis = Math.max(1, Duration.between(since, clock.instant()).toMillis());
        long perSecond = Math.max(1, (done - before) * 1000 / millis);
        return new ImportProgress(importId, done, total, perSecond, Duration.ofSeconds((total - done) / perSecond));
    }

    private void tell(ImportProgress progress) {
        events.publishEvent(progress);
        if (Duration.between(told, clock.instant()).compareTo(BETWEEN_LINES) >= 0) {
            told = clock.instant();
            LOG.info("import {}: {} of {} rows, {} a second, {} s left", progress.importId(), done, total,
                    progress.perSecond(), progress.left().toSeconds());
        }
    }
}
