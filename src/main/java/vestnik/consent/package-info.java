/// Who may be written to: ledger, gate, suppression, link tokens and the patients' pages.
@ApplicationModule(allowedDependencies = {"audit", "clinic", "vocabulary"})
@NullMarked
package vestnik.consent;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
