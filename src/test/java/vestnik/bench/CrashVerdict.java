package vestnik.bench;

import java.util.ArrayList;
import java.util.List;

/// What became of the messages of one run, as the database and the relay tell it.
///
/// @param uncertain outcomes that say so, also of messages that were sent again later
/// @param again reminders that came more than once, as often as they were uncertain before
/// @param duplicates messages that came more than once though they must not
/// @param lost messages without one final state, or accepted ones that never came
/// @param wrong what else does not hold
record CrashVerdict(Blow blow, int uncertain, int again, int duplicates, int lost, double seconds,
        List<String> wrong) {

    CrashVerdict {
        wrong = List.copyOf(wrong);
    }

    boolean isClean() {
        return duplicates == 0 && lost == 0 && wrong.isEmpty();
    }

    static CrashVerdict of(Blow blow, List<Fate> fates, int mostUncertain, double seconds, List<String> alsoWrong) {
        var wrong = new ArrayList<>(alsoWrong);
        int uncertain = fates.stream().mapToInt(Fate::uncertain).sum();
        if (uncertain > mostUncertain) {
            wrong.add(uncertain + " uncertain, more than " + mostUncertain);
        }
        fates.stream().filter(fate -> fate.isLost() || fate.isDuplicate()).map(Fate::toString).forEach(wrong::add);
        return new CrashVerdict(blow, uncertain, (int) fates.stream().filter(Fate::isAgain).count(),
                (int) fates.stream().filter(Fate::isDuplicate).count(),
                (int) fates.stream().filter(Fate::isLost).count(), seconds, wrong);
    }

    /// One message: how it ended, and how often it came.
    ///
    /// @param history its outcomes in order
    /// @param unrecorded attempts of which nothing is known
    record Fate(long mailing, int ordinal, boolean reminder, String state, String history, int unrecorded, int came) {

        int uncertain() {
            return count("UNCERTAIN");
        }

        boolean isAgain() {
            return reminder && came > 1 && came <= 1 + uncertain();
        }

        boolean isDuplicate() {
            return came > 1 && !isAgain();
        }

        boolean isLost() {
            return unrecorded > 0 || switch (state) {
                case "ACCEPTED" -> came == 0 || count("ACCEPTED") != 1;
                case "UNCERTAIN" -> reminder;
                default -> true;
            };
        }

        private int count(String result) {
            return (int) List.of(history.split(" ")).stream().filter(result::equals).count();
        }
    }
}
