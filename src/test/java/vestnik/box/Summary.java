package vestnik.box;

import java.io.PrintStream;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import vestnik.box.mail.MailStore;
import vestnik.box.sms.SmsStore;

/// What became of every message since the box was made, and whether the mailbox and the stand-in hold what the service says it sent.
final class Summary {

    private static final String LINES = """
            select coalesce(campaign.name, lower(replace(mailing.kind, '_', ' '))) as mailing, state.channel, state.state,
              coalesce(state.reason, '') as reason, count(*) as number
            from message_state state
            join mailing on mailing.id = state.mailing_id
            left join campaign on campaign.id = mailing.campaign_id
            group by 1, 2, 3, 4
            order by min(mailing.id), 1, 2, 3, 5 desc
            """;

    private static final String ACCEPTED = """
            select count(*) from message_state where state = 'ACCEPTED' and channel = :channel
            """;

    private static final String UNSURE = """
            select count(*) from message_state where state in ('UNCERTAIN', 'WAITING', 'DEFERRED')
            """;

    private static final RowMapper<Line> LINE = new SimplePropertyRowMapper<>(Line.class);

    private final JdbcClient jdbc;
    private final MailStore mails;
    private final SmsStore messages;
    private final PrintStream out;

    Summary(JdbcClient jdbc, MailStore mails, SmsStore messages, PrintStream out) {
        this.jdbc = jdbc;
        this.mails = mails;
        this.messages = messages;
        this.out = out;
    }

    /// True if everything adds up.
    boolean print() {
        List<Line> lines = jdbc.sql(LINES).query(LINE).list();
        out.printf("%n  %-28s %-8s %-10s %-34s %9s%n", "mailing", "channel", "outcome", "reason", "messages");
        out.println("  " + "-".repeat(93));
        lines.forEach(line -> out.printf("  %-28s %-8s %-10s %-34.34s %,9d%n", line.mailing(), line.channel(),
                line.state(), line.reason(), line.number()));
        out.println("  " + "-".repeat(93));
        out.printf("  %-83s %,9d%n%n", "all of them", lines.stream().mapToLong(Line::number).sum());
        boolean mailAgrees = agree("e-mail", accepted("EMAIL"), mails.count("", ""), "the mailbox");
        boolean smsAgrees = agree("SMS", accepted("SMS"), messages.count(""), "the stand-in for Twilio");
        return settled() && mailAgrees && smsAgrees;
    }

    private long accepted(String channel) {
        return jdbc.sql(ACCEPTED).param("channel", channel).query(Long.class).single();
    }

    private boolean agree(String what, long accepted, long held, String by) {
        out.printf("  %-7s %,d accepted by the provider, %,d held by %s: %s%n", what, accepted, held, by,
                accepted == held ? "they agree" : "THEY DO NOT AGREE");
        return accepted == held;
    }

    private boolean settled() {
        long unsure = jdbc.sql(UNSURE).query(Long.class).single();
        out.printf("  %-7s %,d uncertain, deferred or waiting%n", "open", unsure);
        return unsure == 0;
    }

    /// Messages that are alike.
    record Line(String mailing, String channel, String state, String reason, long number) {}
}
