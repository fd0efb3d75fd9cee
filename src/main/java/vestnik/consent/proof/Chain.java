package vestnik.consent.proof;

import java.util.HexFormat;
import java.util.Optional;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.CutOff;
import vestnik.consent.proof.Finding.Edited;
import vestnik.consent.proof.Finding.MissingBefore;
import vestnik.consent.proof.Finding.OutOfPlace;
import vestnik.consent.proof.Finding.SealedAnew;

/// One chain of the ledger while its entries pass by.
final class Chain {

    private final int number;
    private final ChainEnd expected;
    private final long anchored;
    private ChainEnd whenAnchored = ChainEnd.OF_NOTHING;
    private long entries;
    private byte[] hash = {};
    private long last;
    private long broken;
    private long beforeBroken;

    /// @param expected where it must end
    /// @param anchored after how many entries to note where it stands
    Chain(int number, ChainEnd expected, long anchored) {
        this.number = number;
        this.expected = expected;
        this.anchored = anchored;
    }

    byte[] hash() {
        return hash;
    }

    void pass(long entry, byte[] itsHash, boolean matches) {
        if (!matches && broken == 0) {
            broken = entry;
            beforeBroken = last;
        }
        entries++;
        hash = itsHash;
        last = entry;
        if (entries == anchored) {
            whenAnchored = end();
        }
    }

    ChainEnd end() {
        return new ChainEnd(entries, HexFormat.of().formatHex(hash));
    }

    ChainEnd whenAnchored() {
        return whenAnchored;
    }

    Optional<Broken> flaw() {
        if (broken > 0) {
            return Optional.of(inBetween());
        }
        return end().equals(expected) ? Optional.empty() : Optional.of(atTheEnd());
    }

    private Broken inBetween() {
        long tooMany = entries - expected.entries();
        if (tooMany == 0) {
            return new Edited(broken, beforeBroken);
        }
        return tooMany < 0
                ? new MissingBefore(broken, beforeBroken, -tooMany)
                : new OutOfPlace(broken, beforeBroken, tooMany);
    }

    private Broken atTheEnd() {
        long tooMany = entries - expected.entries();
        if (tooMany == 0) {
            return new SealedAnew(last);
        }
        return tooMany < 0 ? new CutOff(number, last, -tooMany) : new OutOfPlace(last, 0, tooMany);
    }
}
