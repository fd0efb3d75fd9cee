/// Jobs over the API.
@NullMarked
package vestnik.schedule.web;

import org.jspecify.annotations.NullMarked;
