/// What holds for the project as a whole: its structure, its schema, its settings, its logs.
@NullMarked
package vestnik.quality;

import org.jspecify.annotations.NullMarked;
