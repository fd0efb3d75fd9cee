package vestnik.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A measurement. `mvn -Pbench verify` runs all, with `-Dbench=NAME,NAME` only those.
@Test
@Tag("bench")
@ExtendWith(Chosen.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Bench {

    /// Its name: what it is chosen by, and what its file in `target/bench` is called.
    String value();
}
