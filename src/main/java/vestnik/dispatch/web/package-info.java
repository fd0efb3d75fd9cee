/// Deciding on uncertain messages over the API.
@NullMarked
package vestnik.dispatch.web;

import org.jspecify.annotations.NullMarked;
