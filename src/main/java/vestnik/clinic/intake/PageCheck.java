package vestnik.clinic.intake;

import java.util.ArrayList;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.stereotype.Component;

/// Checks each row of a page.
@Component
class PageCheck implements ItemProcessor<Page, CheckedPage> {

    private final RowCheck check;
    private final Branches branches;

    PageCheck(RowCheck check, Branches branches) {
        this.check = check;
        this.branches = branches;
    }

    @Override
    public CheckedPage process(Page page) {
        var rows = new ArrayList<Row>(page.entries().size());
        var faults = new ArrayList<Reject>();
        var zones = branches.zones();
        for (var entry : page.entries()) {
            var checked = check.check(entry, page.repeats(), zones);
            faults.addAll(checked.faults());
            if (checked.row() != null) {
                rows.add(checked.row());
            }
        }
        return new CheckedPage(page.importId(), page.kind(), page.entries().size(), rows, faults);
    }
}
