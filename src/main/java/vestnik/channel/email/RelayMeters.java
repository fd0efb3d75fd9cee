package vestnik.channel.email;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/// How each relay is, for whoever watches: open connections, whether it is left alone, whether it does not let us in.
@Component
final class RelayMeters implements MeterBinder {

    private final MailRelay relay;

    RelayMeters(MailRelay relay) {
        this.relay = relay;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (RelayState state : relay.states()) {
            gauge(registry, state.name(), "connections", RelayState::connections);
            gauge(registry, state.name(), "resting", now -> now.restsUntil() == null ? 0 : 1);
            gauge(registry, state.name(), "locked.out", now -> now.lockedOut() ? 1 : 0);
        }
    }

    private void gauge(MeterRegistry registry, String name, String what, ToDoubleFunction<RelayState> value) {
        Gauge.builder("vestnik.mail.relay." + what, relay, all -> value.applyAsDouble(all.state(name)))
                .tag("relay", name)
                .register(registry);
    }
}
