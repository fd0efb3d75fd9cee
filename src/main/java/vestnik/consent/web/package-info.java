/// What patients see and do through the links in messages, and consents over the API.
@NamedInterface("web")
@NullMarked
package vestnik.consent.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
