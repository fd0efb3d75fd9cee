/// What patients see and do through the links in messages, and consents over the API.
@NullMarked
package vestnik.consent.web;

import org.jspecify.annotations.NullMarked;
