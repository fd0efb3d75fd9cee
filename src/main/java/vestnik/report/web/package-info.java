/// Mailings and messages over the API.
@NullMarked
package vestnik.report.web;

import org.jspecify.annotations.NullMarked;
