package vestnik.receipt.mailbox;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import vestnik.receipt.NodeLock;
import vestnik.receipt.NodeLocks;
import vestnik.receipt.ReturnedMails;

/// Reads the bounce mailbox for as long as the service runs, on one node at a time. If mailbox or database are away it comes
/// back to them, ever more rarely up to every five minutes; mail waits meanwhile where it is.
@Component
@Profile("!command")
class MailboxReader implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailboxReader.class);
    private static final String LOCK = "bounce-mailbox";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final long GOODBYE = Duration.ofSeconds(10).toMillis();

    private final BouncesSettings settings;
    private final ReturnedMails mails;
    private final NodeLocks locks;
    private volatile CountDownLatch stopped = new CountDownLatch(0);
    private volatile @Nullable Thread thread;
    private volatile @Nullable BounceMailbox open;

    MailboxReader(BouncesSettings settings, ReturnedMails mails, NodeLocks locks) {
        this.settings = settings;
        this.mails = mails;
        this.locks = locks;
    }

    @Override
    public void start() {
        if (settings.enabled()) {
            stopped = new CountDownLatch(1);
            thread = Thread.ofPlatform().daemon().name("bounce-mailbox").start(this::read);
        }
    }

    /// Lets the mail that is being taken be finished.
    @Override
    public void stop() {
        stopped.countDown();
        Thread reader = thread;
        thread = null;
        if (reader == null) {
            return;
        }
        wake();
        try {
            reader.join(GOODBYE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        if (reader.isAlive()) {
            LOG.warn("the bounce mailbox does not let go");
        }
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    private void read() {
        Duration pause = SHORTEST;
        while (isRunning()) {
            try (var lock = locks.tryTake(LOCK).orElse(null)) {
                if (lock != null) {
                    readWhile(lock);
                    pause = SHORTEST;
                }
                await(settings.every());
            } catch (MessagingException | RuntimeException cause) {
                if (isRunning()) {
                    LOG.warn("the bounce mailbox cannot be read ({}), next try in {} s", reason(cause),
                            pause.toSeconds());
                }
                await(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
            }
        }
    }

    private void readWhile(NodeLock lock) throws MessagingException {
        try (var mailbox = BounceMailbox.open(settings)) {
            open = mailbox;
            LOG.info("reading the bounce mailbox");
            while (isRunning() && lock.isHeld()) {
                mailbox.takeAll(mails, this::isRunning);
                if (!isRunning()) {
                    return;
                }
                if (mailbox.tellsOfNews()) {
                    mailbox.awaitNews();
                } else {
                    await(settings.every());
                }
            }
        } finally {
            open = null;
        }
    }

    /// Or until it is stopped.
    private void await(Duration time) {
        try {
            LOG.trace("stopped: {}", stopped.await(time.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException hurried) {
            stopped.countDown();
        }
    }

    /// The words may hold the mailbox's name, so only the kind is told.
    private static String reason(Exception cause) {
        return Optional.ofNullable(cause.getCause()).map(deeper -> deeper.getClass().getSimpleName() + " in ")
                .orElse("") + cause.getClass().getSimpleName();
    }

    private void wake() {
        BounceMailbox mailbox = open;
        if (mailbox != null) {
            mailbox.wake();
        }
    }
}
