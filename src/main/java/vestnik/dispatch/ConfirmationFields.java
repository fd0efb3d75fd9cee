package vestnik.dispatch;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vestnik.consent.Links;
import vestnik.mailing.Mailing;

/// What the letter of a confirmation tells: a link that grants what was asked for, and a code where somebody waits at a
/// page to enter it.
@Component
class ConfirmationFields {

    private static final String FIND = """
            select confirmation.id, confirmation.code, confirmation.kind = 'OPT_IN' as linked,
              confirmation.kind = 'ACCESS'
                or confirmation.channel = 'SMS' and confirmation.evidence ->> 'import' is null as awaited
            from message
            join confirmation on confirmation.id = split_part(message.occasion, ':', 2)::bigint
            where message.mailing_id = :mailing and message.ordinal = :ordinal
            """;

    private final Links links;
    private final JdbcClient jdbc;

    ConfirmationFields(Links links, JdbcClient jdbc) {
        this.links = links;
        this.jdbc = jdbc;
    }

    Map<String, String> of(Mailing mailing, Ready message) {
        return jdbc.sql(FIND).param("mailing", mailing.id()).param("ordinal", message.ordinal())
                .query(this::read).single();
    }

    private Map<String, String> read(ResultSet row, int number) throws SQLException {
        var fields = new HashMap<String, String>();
        if (row.getBoolean("linked")) {
            fields.put("confirmUrl", links.confirmation(row.getLong("id")).toString());
        }
        if (row.getBoolean("awaited")) {
            fields.put("confirmCode", new StringBuilder(row.getString("code")).insert(3, ' ').toString());
        }
        return fields;
    }
}
