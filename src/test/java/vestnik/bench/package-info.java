/// Measures on whatever machine it runs: `mvn -Pbench verify`.
@NullMarked
package vestnik.bench;

import org.jspecify.annotations.NullMarked;
