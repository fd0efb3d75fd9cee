package vestnik.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestExecutionListeners;
import org.springframework.test.context.TestExecutionListeners.MergeMode;

/// The whole service, with a clock that the test sets; schedules do not fire by themselves. Such classes share a database,
/// which is empty when a class begins, whatever the one before left.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {"spring.quartz.auto-startup=false",
        "spring.datasource.hikari.minimum-idle=2", "spring.datasource.hikari.idle-timeout=10000",
        "spring.mail.host=127.0.0.1", "spring.mail.port=1", "vestnik.dispatch.patience=0s",
        "vestnik.dispatch.journal=target/journal", "vestnik.run.recover-every=1h", "vestnik.brake.every=1h",
        "vestnik.email.transactional=reception@clinic.test", "vestnik.email.promotional=news@clinic.test",
        "vestnik.email.bounce-domain=bounces.clinic.test",
        "vestnik.email.bounce-key=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "vestnik.link-keys.test=MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        "vestnik.sms.twilio.account-sid=AC00000000000000000000000000000000",
        "vestnik.sms.twilio.auth-token=0123456789abcdef0123456789abcdef",
        "vestnik.sms.twilio.from=+15005550006", "vestnik.sms.twilio.base-url=http://127.0.0.1:1"})
@ContextConfiguration(initializers = FreshDatabase.class)
@TestExecutionListeners(listeners = EmptyClinic.class, mergeMode = MergeMode.MERGE_WITH_DEFAULTS)
@Import(TestClock.class)
public @interface VestnikTest {}
