/// What tests share: a real database, a clock that is set, a clinic to write about.
@NullMarked
package vestnik.test;

import org.jspecify.annotations.NullMarked;
