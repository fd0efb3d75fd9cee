package vestnik.consent.proof;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import vestnik.consent.proof.Finding.Broken;
import vestnik.consent.proof.Finding.Rewritten;

/// Lets all entries of the ledger pass by in their order and looks at each with the one before it in its chain.
final class LedgerWalk {

    /// How many chains the ledger has.
    static final int CHAINS = 16;

    private final Sealing sealing = new Sealing();
    private final Optional<Anchor> anchor;
    private final List<Chain> chains;
    private long passed;

    /// @param ends where each chain must end
    LedgerWalk(List<ChainEnd> ends, Optional<Anchor> anchor) {
        this.anchor = anchor;
        this.chains = IntStream.range(0, CHAINS)
                .mapToObj(number -> new Chain(number, ends.get(number),
                        anchor.map(noted -> noted.entries().get(number)).orElse(0L)))
                .toList();
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

    /// Whether chains that fit together are others than those anchored earlier.
    Optional<Broken> rewriting() {
        return anchor.filter(noted -> !noted.equals(Anchor.of(chains.stream().map(Chain::whenAnchored).toList())))
                .map(_ -> new Rewritten(0));
    }

    Anchor anchor() {
        return Anchor.of(chains.stream().map(Chain::end).toList());
    }
}
