package vestnik.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorTest {

    static final List<ChainEnd> MANY = IntStream.rangeClosed(0, LedgerWalk.CHAINS)
            .mapToObj(chain -> new ChainEnd(1L << (3 * chain), "%064x".formatted(chain)))
            .toList();

    @Test
    void isReadAsItWasPrinted() {
        var anchor = Anchor.of(MANY);
        assertThat(Anchor.parse(anchor.toString())).contains(anchor);
    }

    @Test
    void ofAnEmptyLedgerIsReadToo() {
        var anchor = Anchor.of(Collections.nCopies(LedgerWalk.CHAINS + 1, ChainEnd.OF_NOTHING));
        assertThat(Anchor.parse(anchor.toString())).contains(anchor);
    }

    @Test
    void isOneShortWordForTheCommandLine() {
        var millions = MANY.stream().map(end -> new ChainEnd(1_000_000, end.hash())).toList();
        assertThat(Anchor.of(millions).toString()).matches("A[\\w-]{100,130}");
    }

    @Test
    void keepsItsFormForYears() {
        assertThat(Anchor.of(Collections.nCopies(LedgerWalk.CHAINS + 1, new ChainEnd(3, "ab"))))
                .hasToString("AQMDAwMDAwMDAwMDAwMDAwMD801tttKIrxZQBVvGVSjkdmOzQerob5cdKuKeIUfBZr0KWNHL");
    }

    @Test
    void tellsTwoLedgersApart() {
        var other = new ArrayList<>(MANY);
        other.set(7, new ChainEnd(MANY.get(7).entries(), "%064x".formatted(77)));
        assertThat(Anchor.of(other)).isNotEqualTo(Anchor.of(MANY));
    }

    @Test
    void aMisreadLetterIsNoAnchor() {
        var word = Anchor.of(MANY).toString();
        for (int place = 0; place < word.length(); place++) {
            var misread = word.substring(0, place) + (word.charAt(place) == 'x' ? 'y' : 'x')
                    + word.substring(place + 1);
            assertThat(Anchor.parse(misread)).as(misread).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "AQ", "not an anchor", "AAAAAAAA", "____________________________________"})
    void whatIsNoneIsRefused(String word) {
        assertThat(Anchor.parse(word)).isEmpty();
    }
}
