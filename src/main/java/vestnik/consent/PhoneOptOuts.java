package vestnik.consent;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vestnik.vocabulary.Channel;

/// What STOP and START do, and what follows when the provider says that a phone has opted out. A STOP silences the phone
/// for every purpose, and withdraws all marketing by SMS of the person whom our latest SMS addressed; others who share the
/// phone keep their consents. Each may come twice; the repetition changes nothing.
@Service
public class PhoneOptOuts {

    private static final String REPLY = "sms:";
    private static final String PROVIDER = "twilio";

    private static final Set<Subscription> MARKETING = Subscription.MARKETING.stream()
            .filter(one -> one.channel() == Channel.SMS).collect(Collectors.toUnmodifiableSet());

    private static final String IS_HANDLED = """
            select exists (
              select from consent_ledger where patient_id = any(:patients) and evidence ->> 'sid' = :sid)
            """;

    private static final String GRANT_BACK = """
            insert into consent_ledger (patient_id, purpose, channel, act, at, source, representative_id, actor, wording,
              evidence)
            select patient_id, purpose, channel, 'GRANT', :at, 'SMS_REPLY', representative_id, actor, wording_before,
              cast(:evidence as jsonb)
            from (
              select entry.*, row_number() over (partition by patient_id, purpose, channel order by id desc) as age,
                lag(act) over turn as act_before, lag(wording) over turn as wording_before,
                lag(representative_id) over turn as representative_before
              from consent_ledger entry
              where patient_id = any(:patients) and channel = 'SMS' and act <> 'REQUEST'
              window turn as (partition by patient_id, purpose, channel order by id)
            ) entry
            where age = 1 and act = 'WITHDRAWAL' and source = 'SMS_REPLY' and evidence ->> 'sid' = :stop
              and act_before = 'GRANT' and representative_before is not distinct from representative_id
            order by patient_id % 16, patient_id, purpose
            """;

    private final Readers readers;
    private final Withdrawals withdrawals;
    private final Suppressions suppressions;
    private final Barrier barrier;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    PhoneOptOuts(Readers readers, Withdrawals withdrawals, Suppressions suppressions, Barrier barrier,
            TransactionTemplate transaction,
            JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.readers = readers;
        this.withdrawals = withdrawals;
        this.suppressions = suppressions;
        this.barrier = barrier;
        this.transaction = transaction;
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /// The SMS that a reply from this phone answers.
    public Optional<LatestSms> answered(String phone) {
        return readers.latestSms(phone);
    }

    /// The language of who reads at this phone, if we know somebody there.
    public Optional<Locale> locale(String phone) {
        return readers.latestSms(phone)
                .map(sms -> new Reader(sms.patientId(), sms.representativeId()))
                .or(() -> readers.at(Channel.SMS, phone).stream().min(Readers.IN_ORDER))
                .flatMap(readers::locale);
    }

    /// Silences the phone, and tells how far that reaches.
    public Reach stop(PhoneReply reply) {
        List<Reader> all = readers.at(Channel.SMS, reply.phone());
        Optional<LatestSms> latest = readers.latestSms(reply.phone());
        transaction.executeWithoutResult(status -> {
            withdrawals.lock(all);
            if (!isHandled(reply, all)) {
                suppressions.suppress(Channel.SMS, reply.phone(), SuppressionReason.STOP, REPLY + reply.sid(), null);
                withdrawals.withdraw(latest.map(sms -> addressed(sms, all)).orElse(all), MARKETING, Source.SMS_REPLY,
                        evidence(reply, latest));
            }
        });
        return barrier.pass(patients(all));
    }

    /// Takes a STOP back: the phone may be used again, and what that STOP withdrew is granted again.
    ///
    /// @return whether the phone may be used now
    public boolean start(PhoneReply reply) {
        List<Reader> all = readers.at(Channel.SMS, reply.phone());
        transaction.executeWithoutResult(status -> {
            withdrawals.lock(all);
            suppressions.lift(Channel.SMS, reply.phone(), Set.of(SuppressionReason.STOP))
                    .filter(stop -> stop.source().startsWith(REPLY))
                    .ifPresent(stop -> grantBack(reply, stop.source().substring(REPLY.length()), all));
        });
        return suppressions.find(Channel.SMS, reply.phone()).isEmpty();
    }

    /// Records that the provider refuses to write to a phone because it has opted out there.
    public void refusedByProvider(String phone, long mailing, int ordinal) {
        transaction.executeWithoutResult(status -> {
            readers.sms(mailing, ordinal).ifPresent(sms -> {
                var reader = List.of(new Reader(sms.patientId(), sms.representativeId()));
                withdrawals.lock(reader);
                withdrawals.withdraw(reader, MARKETING, Source.PROVIDER,
                        Map.of("message", sms.message(), "provider", PROVIDER));
            });
            suppressions.suppress(Channel.SMS, phone, SuppressionReason.STOP, PROVIDER, null);
        });
    }

    /// Whoever was addressed: the patient, or the representative with all their wards.
    private static List<Reader> addressed(LatestSms sms, List<Reader> all) {
        return sms.representativeId() == null
                ? List.of(new Reader(sms.patientId(), null))
                : all.stream().filter(reader -> sms.representativeId().equals(reader.representativeId())).toList();
    }

    private boolean isHandled(PhoneReply reply, List<Reader> all) {
        return jdbc.sql(IS_HANDLED).param("patients", ids(all)).param("sid", reply.sid()).query(Boolean.class).single();
    }

    private void grantBack(PhoneReply reply, String stop, List<Reader> all) {
        jdbc.sql(GRANT_BACK)
                .param("patients", ids(all))
                .param("stop", stop)
                .param("at", now())
                .param("evidence", json.writeValueAsString(evidence(reply, readers.latestSms(reply.phone()))))
                .update();
    }

    private static Map<String, String> evidence(PhoneReply reply, Optional<LatestSms> latest) {
        var evidence = new HashMap<>(Map.of("sid", reply.sid(), "keyword", reply.keyword()));
        latest.ifPresent(sms -> evidence.put("message", sms.message()));
        return evidence;
    }

    private static Long[] ids(List<Reader> people) {
        return people.stream().map(Reader::patientId).toArray(Long[]::new);
    }

    private static Set<Long> patients(List<Reader> people) {
        return people.stream().map(Reader::patientId).collect(Collectors.toSet());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
