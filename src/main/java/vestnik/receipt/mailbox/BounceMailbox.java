package vestnik.receipt.mailbox;

import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.StoreClosedException;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.BooleanSupplier;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import vestnik.channel.Redaction;
import vestnik.receipt.ReturnedMails;

/// An open connection to the bounce mailbox, for one thread. Each mail is dealt with in the database first and put away in
/// the mailbox then: after a crash between the two it is read again, known, and put away.
final class BounceMailbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BounceMailbox.class);
    private static final int LONGEST = 1 << 20;
    private static final int AT_ONCE = 50;
    private static final int PATIENCE = 3;
    private static final long LOOK_EVERY = 500;
    private static final Flags GONE = new Flags(Flag.DELETED);

    private final BouncesSettings settings;
    private final IMAPStore store;
    private final IMAPFolder folder;
    private final boolean tellsOfNews;
    private final Map<Long, Integer> failures = new HashMap<>();
    private final Timer alarm = new Timer("bounce-mailbox-alarm", true);
    private volatile boolean toldOfNews;

    private BounceMailbox(BouncesSettings settings, IMAPStore store, IMAPFolder folder, boolean tellsOfNews) {
        this.settings = settings;
        this.store = store;
        this.folder = folder;
        this.tellsOfNews = tellsOfNews;
        folder.addMessageCountListener(new MessageCountAdapter() {

            @Override
            public void messagesAdded(MessageCountEvent event) {
                toldOfNews = true;
            }
        });
    }

    static BounceMailbox open(BouncesSettings settings) throws MessagingException {
        var store = (IMAPStore) MailboxSession.of(settings).getStore("imap");
        try {
            store.connect(settings.host(), settings.port(), settings.user(), settings.password());
            var folder = (IMAPFolder) store.getFolder(settings.folder());
            folder.open(Folder.READ_WRITE);
            return new BounceMailbox(settings, store, folder, store.hasCapability("IDLE"));
        } catch (MessagingException | RuntimeException cause) {
            store.close();
            throw cause;
        }
    }

    /// Takes every mail that waits, and puts it away; stops between two when nobody wants more.
    ///
    /// @throws MessagingException if the connection is lost
    void takeAll(ReturnedMails mails, BooleanSupplier wanted) throws MessagingException {
        List<Message> waiting = waiting();
        for (int from = 0; from < waiting.size() && wanted.getAsBoolean(); from += AT_ONCE) {
            List<Message> done = new ArrayList<>();
            for (Message mail : waiting.subList(from, Math.min(from + AT_ONCE, waiting.size()))) {
                if (wanted.getAsBoolean() && isTaken(mail, mails)) {
                    done.add(mail);
                }
            }
            putAway(done);
        }
    }

    /// Whether the server tells of new mail by itself.
    boolean tellsOfNews() {
        return tellsOfNews;
    }

    /// Waits until the server tells of something, or for as long as may pass between two looks. What it tells between the look
    /// and the waiting, it does not tell again; so whether it has is looked at meanwhile.
    void awaitNews() throws MessagingException {
        wake();
        toldOfNews = false;
        for (Message mail : waiting()) {
            if (!failures.containsKey(folder.getUID(mail))) {
                return;
            }
        }
        if (isOutOfStep()) {
            folder.close(false);
            folder.open(Folder.READ_WRITE);
            return;
        }
        TimerTask task = wakeWhenToldOr(settings.every());
        try {
            folder.idle(true);
        } finally {
            task.cancel();
        }
    }

    /// Ends the waiting: any command does.
    void wake() {
        try {
            folder.doCommand(protocol -> {
                protocol.noop();
                return null;
            });
        } catch (MessagingException | RuntimeException lost) {
            LOG.debug("the bounce mailbox is gone: {}", lost.getClass().getSimpleName());
        }
    }

    /// What is flagged waits for a person.
    private List<Message> waiting() throws MessagingException {
        List<Message> waiting = new ArrayList<>();
        for (Message mail : folder.getMessages()) {
            if (isWaiting(mail)) {
                waiting.add(mail);
            }
        }
        return waiting;
    }

    private boolean isWaiting(Message mail) throws MessagingException {
        try {
            Flags flags = mail.isExpunged() ? GONE : mail.getFlags();
            boolean marked = settings.afterwards() == BouncesSettings.Afterwards.MARK && flags.contains(Flag.SEEN);
            return !marked && !flags.contains(Flag.DELETED) && !flags.contains(Flag.FLAGGED);
        } catch (MessageRemovedException gone) {
            return false;
        }
    }

    /// A mail that fails does not stop the rest; after the third time it is flagged.
    private boolean isTaken(Message mail, ReturnedMails mails) throws MessagingException {
        long uid = folder.getUID(mail);
        try {
            mails.take(bytes(mail));
            failures.remove(uid);
            return true;
        } catch (MessageRemovedException gone) {
            return false;
        } catch (FolderClosedException | StoreClosedException | DataAccessResourceFailureException
                | TransientDataAccessException | CannotCreateTransactionException elsewhere) {
            throw elsewhere;
        } catch (MessagingException | IOException | RuntimeException cause) {
            int times = failures.merge(uid, 1, Integer::sum);
            LOG.warn("mail {} of the bounce mailbox failed, {} of {} times: {} {}", uid, times, PATIENCE,
                    cause.getClass().getSimpleName(), Redaction.withoutAddresses(String.valueOf(cause.getMessage())));
            if (times >= PATIENCE) {
                failures.remove(uid);
                mail.setFlag(Flag.FLAGGED, true);
            }
            return false;
        }
    }

    private static byte[] bytes(Message mail) throws MessagingException, IOException {
        try (InputStream in = ((IMAPMessage) mail).getMimeStream()) {
            return in.readNBytes(LONGEST);
        }
    }

    private void putAway(List<Message> done) throws MessagingException {
        if (done.isEmpty()) {
            return;
        }
        Message[] mails = done.toArray(Message[]::new);
        switch (settings.afterwards()) {
            case MARK -> folder.setFlags(mails, new Flags(Flag.SEEN), true);
            case DELETE -> remove(mails);
            case MOVE -> {
                Folder elsewhere = elsewhere();
                if (store.hasCapability("MOVE")) {
                    folder.moveMessages(mails, elsewhere);
                } else {
                    folder.copyMessages(mails, elsewhere);
                    remove(mails);
                }
            }
        }
    }

    private Folder elsewhere() throws MessagingException {
        Folder elsewhere = store.getFolder(settings.moveTo());
        if (!elsewhere.exists() && !elsewhere.create(Folder.HOLDS_MESSAGES)) {
            throw new FolderNotFoundException(elsewhere, "cannot be made");
        }
        return elsewhere;
    }

    private void remove(Message[] mails) throws MessagingException {
        folder.setFlags(mails, new Flags(Flag.DELETED), true);
        if (store.hasCapability("UIDPLUS")) {
            folder.expunge(mails);
        } else {
            folder.expunge();
        }
    }

    /// Some servers count a mail that comes while another is put away before they tell that the other is gone, so that it is
    /// taken for that one. Only a new look tells.
    private boolean isOutOfStep() throws MessagingException {
        long here = Arrays.stream(folder.getMessages()).filter(mail -> !mail.isExpunged()).count();
        return store.getFolder(settings.folder()).getMessageCount() != here;
    }

    private TimerTask wakeWhenToldOr(Duration over) {
        long begun = System.nanoTime();
        var task = new TimerTask() {

            @Override
            public void run() {
                if (toldOfNews || System.nanoTime() - begun >= over.toNanos()) {
                    wake();
                }
            }
        };
        long every = Math.min(LOOK_EVERY, over.toMillis());
        alarm.schedule(task, every, every);
        return task;
    }

    @Override
    public void close() throws MessagingException {
        alarm.cancel();
        store.close();
    }
}
