/// Tests of what people may demand.
@NullMarked
package vestnik.privacy;

import org.jspecify.annotations.NullMarked;
