/// An invented clinic, believable and the same for the same seed, as the files a real one would hand in.
@NullMarked
package vestnik.box.clinic;

import org.jspecify.annotations.NullMarked;
