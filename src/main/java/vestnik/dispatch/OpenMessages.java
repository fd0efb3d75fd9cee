package vestnik.dispatch;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Channel;

/// Which messages of a mailing can be taken: nobody has them, and they were never tried, or given back, or are due again.
@Repository
class OpenMessages {

    /// Over `message`: its latest outcome is `last`, its row among those to be tried again is `again`. Needs `:at`.
    static final String LATEST = """
            left join lateral (
              select outcome.number, outcome.result, outcome.at from outcome
              where outcome.mailing_id = message.mailing_id and outcome.ordinal = message.ordinal
                and outcome.occasion_on = message.occasion_on
              order by outcome.number desc
              limit 1
            ) last on true
            left join retry again on again.mailing_id = message.mailing_id and again.ordinal = message.ordinal
            """;
    static final String IS_OPEN = """
            message.withheld is null
            and (last.number is null or last.result = 'RELEASED' or again.due_at <= cast(:gateAt as timestamptz))
            and not exists (
              select from attempt
              where attempt.mailing_id = message.mailing_id and attempt.ordinal = message.ordinal
                and attempt.occasion_on = message.occasion_on and attempt.number > coalesce(last.number, 0))
            """;

    private static final String COUNT_NEW = """
            select channel, count(*) as messages, min(ordinal) as first, max(ordinal) as last
            from message
            where mailing_id = :mailing and withheld is null
            group by channel
            """;
    private static final String COUNT_OPEN = """
            select message.channel, count(*) as messages, min(message.ordinal) as first, max(message.ordinal) as last
            from message
            """ + LATEST + "where message.mailing_id = :mailing and " + IS_OPEN + "group by message.channel";
    private static final String CUT = """
            select min(ordinal) as first, max(ordinal) as last, count(*) as messages
            from (
              select message.ordinal, (row_number() over (order by message.ordinal) - 1 + :lead) / :size as place
              from message
            """ + LATEST + "where message.mailing_id = :mailing and message.channel = :channel and " + IS_OPEN + """
            ) open
            group by place
            """;
    private static final String LIST = "select message.ordinal from message " + LATEST + """
            where message.mailing_id = :mailing and message.channel = :channel
              and message.ordinal between :first and :last and\s""" + IS_OPEN + "order by message.ordinal";

    // The least is looked up in the index. Asked whether there is one at all, PostgreSQL reads the table from its start when it
    // believes that there are many.
    private static final String IS_UNTOUCHED = """
            select (select min(ordinal) from attempt
                where mailing_id = :mailing and ordinal between :first and :last) is null
              and (select min(ordinal) from outcome
                where mailing_id = :mailing and ordinal between :first and :last) is null
            """;

    private static final String WITHHOLD = """
            with dropped as (
              delete from retry where mailing_id = :mailing
            )
            insert into outcome (mailing_id, ordinal, number, occasion_on, at, result, reason)
            select message.mailing_id, message.ordinal, coalesce(last.number, 0) + 1, message.occasion_on,
              cast(:gateAt as timestamptz), 'WITHHELD', :reason
            from message
            """ + LATEST + """
            where message.mailing_id = :mailing and message.withheld is null
              and (last.number is null or last.result in ('RELEASED', 'DEFERRED'))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    OpenMessages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// How many are open of each channel; none of one that has none.
    List<Channels> byChannel(long mailing) {
        boolean fresh = isUntouched(mailing, 1, Integer.MAX_VALUE);
        return statement(fresh ? COUNT_NEW : COUNT_OPEN, mailing)
                .query((row, _) -> new Channels(Channel.valueOf(row.getString("channel")), row.getInt("messages"),
                        row.getInt("first"), row.getInt("last"), fresh))
                .list();
    }

    /// Cuts what is open of a channel into portions of so many messages, the first of them without its first `lead`.
    List<Portion> cut(long mailing, Channels open, int size, int lead) {
        if (open.isNew) {
            return IntStream.iterate(open.first - lead, first -> first <= open.last, first -> first + size)
                    .mapToObj(first -> portion(open, Math.max(open.first, first),
                            Math.min(open.last, first + size - 1)))
                    .toList();
        }
        return statement(CUT, mailing).param("channel", open.channel.name()).param("size", size).param("lead", lead)
                .query((row, _) -> new Portion(open.channel, row.getInt("first"), row.getInt("last"),
                        row.getInt("messages")))
                .list();
    }

    /// The ordinals of a portion that are open, in order.
    List<Integer> of(long mailing, Portion portion) {
        if (portion.isWithoutGaps() && isUntouched(mailing, portion.first(), portion.last())) {
            return IntStream.rangeClosed(portion.first(), portion.last()).boxed().toList();
        }
        return statement(LIST, mailing).param("channel", portion.channel().name()).param("first", portion.first())
                .param("last", portion.last())
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private boolean isUntouched(long mailing, int first, int last) {
        return jdbc.sql(IS_UNTOUCHED).param("mailing", mailing).param("first", first).param("last", last)
                .query(Boolean.class).single();
    }

    /// Ends for good whatever has no last outcome yet. To be called while nobody sends this mailing.
    void withhold(long mailing, String reason) {
        statement(WITHHOLD, mailing).param("reason", reason).update();
    }

    private static Portion portion(Channels open, int first, int last) {
        return new Portion(open.channel, first, last, last - first + 1);
    }

    private JdbcClient.StatementSpec statement(String sql, long mailing) {
        return jdbc.sql(sql).param("mailing", mailing).param("gateAt", clock.instant().atOffset(ZoneOffset.UTC));
    }

    /// What is open of one channel.
    ///
    /// @param isNew nothing of the mailing was ever taken, so there are no gaps
    record Channels(Channel channel, int messages, int first, int last, boolean isNew) {}
}
