/// E-mail: bytes built once per message, handed over SMTP connections that stay open.
@NamedInterface("email")
@NullMarked
package vestnik.channel.email;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
