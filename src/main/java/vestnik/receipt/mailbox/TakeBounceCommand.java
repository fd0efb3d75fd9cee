package vestnik.receipt.mailbox;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import vestnik.receipt.ReturnedMails;
import vestnik.receipt.bounce.MailFile;

/// `take-bounce`: takes one mail from standard input, for a local mail server. 0 it is dealt with, whatever it was; 75
/// (EX_TEMPFAIL of sysexits) if anything went wrong: the mail server then keeps it and tries again, so nothing is lost.
@Component
@Command(name = "take-bounce", mixinStandardHelpOptions = true, exitCodeOnInvalidInput = TakeBounceCommand.TRY_AGAIN, exitCodeOnExecutionException = TakeBounceCommand.TRY_AGAIN, description = "Takes one mail that came back from standard input, for a local mail server; 75 asks it to try again later.")
class TakeBounceCommand implements Callable<Integer> {

    static final int TRY_AGAIN = 75;

    @Spec
    private @Nullable CommandSpec spec;

    private final ReturnedMails mails;

    TakeBounceCommand(ReturnedMails mails) {
        this.mails = mails;
    }

    @Override
    public Integer call() {
        try {
            MailFile.mails(System.in).forEach(mails::take);
            return 0;
        } catch (IOException | RuntimeException cause) {
            Objects.requireNonNull(spec).commandLine().getErr()
                    .println("The mail could not be taken now (" + cause.getClass().getSimpleName() + ").");
            return TRY_AGAIN;
        }
    }
}
