package vestnik.consent.proof;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.Rewritten;

/// Lets all entries of the ledger pass by in their order and looks at each with the one before it in its chain. The
/// wordings that they name are one more chain, which nobody has sealed; but an anchor holds it as well.
final class LedgerWalk {

    /// How many chains the ledger has.
    static final int CHAINS = 16;

    private final Sealing sealing = new Sealing();
    private final Optional<Anchor> anchor;
    private final List<Chain> chains;
    private final Chain wordings;
    private long passed;

    /// @param ends where each chain must end
    LedgerWalk(List<ChainEnd> ends, Optional<Anchor> anchor) {
        this.anchor = anchor;
        this.chains = IntStream.range(0, CHAINS).mapToObj(number -> chain(number, ends.get(number))).toList();
        this.wordings = chain(CHAINS, ChainEnd.OF_NOTHING);
    }

    private Chain chain(int number, ChainEnd end) {
        return new Chain(number, end, anchor.map(noted -> noted.entries().get(number)).orElse(0L));
    }

    void passWording(long wording, String text) {
        wordings.pass(wording, sealing.seal(wordings.hash(), text), true);
    }

    /// Returns how many have passed.
    long pass(long entry, int chain, String text, byte[] hash) {
        var its = chains.get(chain);
        its.pass(entry, hash, MessageDigest.isEqual(hash, sealing.seal(its.hash(), text)));
        return ++passed;
    }

    long passed() {
        return passed;
    }

    /// The first entry with which something is wrong.
    Optional<Broken> flaw() {
        return chains.stream().flatMap(chain -> chain.flaw().stream()).min(Comparator.comparingLong(Broken::entry));
    }

    /// Whether chains and wordings that fit together are others than those anchored earlier.
    Optional<Broken> rewriting() {
        return anchor.filter(noted -> !noted.equals(anchor(Chain::whenAnchored))).map(_ -> new Rewritten(0));
    }

    Anchor anchor() {
        return anchor(Chain::end);
    }

    private Anchor anchor(Function<Chain, ChainEnd> end) {
        return Anchor.of(Stream.concat(chains.stream(), Stream.of(wordings)).map(end).toList());
    }
}
