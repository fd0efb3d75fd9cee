package vestnik.bench;

import java.time.Duration;

/// How much of the processor each side has used.
record Cpu(Duration service, Duration database, Duration sink) {

    static final Cpu NONE = new Cpu(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /// All processes of a PostgreSQL server that are alive, found by one of them; those that ended are lost to us.
    static Duration ofDatabase(long backend) {
        return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).stream().flatMap(ProcessHandle::children)
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    Cpu since(Cpu before) {
        return new Cpu(service.minus(before.service), database.minus(before.database), sink.minus(before.sink));
    }
}
