package vestnik.template;

import java.util.Arrays;
import java.util.Optional;
import vestnik.vocabulary.Channel;

/// The files a template has in each language.
enum Part {

    SUBJECT("subject.ftl", Channel.EMAIL), HTML("body.html.ftlh", Channel.EMAIL), TEXT("body.txt.ftl",
            Channel.EMAIL),
    SMS("sms.ftl", Channel.SMS);

    private final String file;
    private final Channel channel;

    Part(String file, Channel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Optional<Part> in(String file) {
        return Arrays.stream(values()).filter(part -> part.file.equals(file)).findFirst();
    }

    String file() {
        return file;
    }

    Channel channel() {
        return channel;
    }

    /// Whether others may see it: on a locked screen, in a list of messages (323-FZ 13).
    boolean isExposed() {
        return this == SUBJECT || this == SMS;
    }
}
