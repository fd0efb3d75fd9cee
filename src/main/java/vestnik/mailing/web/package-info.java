/// Holding, letting go and cancelling over the API.
@NullMarked
package vestnik.mailing.web;

import org.jspecify.annotations.NullMarked;
