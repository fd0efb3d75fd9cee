/// Alerts over the API.
@NullMarked
package vestnik.alert.web;

import org.jspecify.annotations.NullMarked;
