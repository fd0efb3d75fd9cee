package vestnik.consent;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vestnik.vocabulary.Channel;

/// Who a message was written to, and where that person is written to now.
@Repository
public class Addressees {

    private static final String FIND = """
            select message.patient_id, message.representative_id,
              case when message.representative_id is null
                then case message.channel when 'EMAIL' then patient.email else patient.phone end
                else case message.channel when 'EMAIL' then representative.email else representative.phone end
              end as address
            from message
            join patient on patient.id = message.patient_id
            left join representative on representative.id = message.representative_id
            where message.mailing_id = :mailing and message.ordinal = :ordinal and message.channel = :channel
              and message.withheld is null
            """;

    private final JdbcClient jdbc;
    private final Readers readers;

    Addressees(JdbcClient jdbc, Readers readers) {
        this.jdbc = jdbc;
        this.readers = readers;
    }

    /// Empty if there was no such message, or nobody can be written to there any more.
    public Optional<Addressee> find(Channel channel, long mailing, int ordinal) {
        return jdbc.sql(FIND).param("mailing", mailing).param("ordinal", ordinal).param("channel", channel.name())
                .query(Addressee.class).optional();
    }

    /// The patient, or the representative with all for whom they read at that address.
    List<Reader> readers(Channel channel, Addressee addressee) {
        Long representative = addressee.representativeId();
        var one = new Reader(addressee.patientId(), representative);
        if (representative == null || addressee.address() == null) {
            return List.of(one);
        }
        List<Reader> all = readers.at(channel, addressee.address()).stream()
                .filter(reader -> representative.equals(reader.representativeId())).toList();
        return all.isEmpty() ? List.of(one) : all;
    }
}
