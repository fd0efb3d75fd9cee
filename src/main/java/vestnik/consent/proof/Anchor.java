package vestnik.consent.proof;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// The ends of all chains, and of the wordings, at one time in one word, to be kept where nobody reaches who can reach the database. The ledger
/// only grows, so at any later time the chains must have passed through these very ends; whoever wrote a chain anew from
/// some entry on cannot make that true.
///
/// The word is base64url of: 1, the count of entries of each chain as a variable-length integer (7 bits a byte, the low
/// ones first), the SHA-256 over all ends, and a CRC-32, so that a word that was misread is not taken for a forgery.
///
/// @param entries of each chain, then how many wordings
/// @param digest over the ends of the chains, in hexadecimal
record Anchor(List<Long> entries, String digest) {

    private static final byte FORM = 1;
    private static final int CHECK_BYTES = 4;
    private static final int LONGEST = 256;

    Anchor {
        entries = List.copyOf(entries);
    }

    static Anchor of(List<ChainEnd> ends) {
        return new Anchor(ends.stream().map(ChainEnd::entries).toList(), Sealing.hex(
                ends.stream().map(end -> end.entries() + " " + end.hash()).collect(Collectors.joining("\n"))));
    }

    /// The anchor that stands in a word; empty if the word is none.
    static Optional<Anchor> parse(String word) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(word));
            int length = bytes.limit() - CHECK_BYTES;
            if (bytes.getInt(length) != check(bytes.array(), length) || bytes.get() != FORM) {
                return Optional.empty();
            }
            return Optional.of(read(bytes.limit(length)));
        } catch (IllegalArgumentException | IndexOutOfBoundsException | BufferUnderflowException malformed) {
            return Optional.empty();
        }
    }

    private static Anchor read(ByteBuffer bytes) {
        var entries = new ArrayList<Long>();
        for (int chain = 0; chain <= LedgerWalk.CHAINS; chain++) {
            entries.add(readCount(bytes));
        }
        var digest = new byte[bytes.remaining()];
        bytes.get(digest);
        return new Anchor(entries, HexFormat.of().formatHex(digest));
    }

    private static long readCount(ByteBuffer bytes) {
        long count = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = bytes.get();
            count |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return count;
            }
        }
        throw new IllegalArgumentException("a count without an end");
    }

    @Override
    public String toString() {
        var bytes = ByteBuffer.allocate(LONGEST).put(FORM);
        entries.forEach(count -> writeCount(bytes, count));
        bytes.put(HexFormat.of().parseHex(digest));
        bytes.putInt(check(bytes.array(), bytes.position()));
        byte[] used = new byte[bytes.flip().remaining()];
        bytes.get(used);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(used);
    }

    private static void writeCount(ByteBuffer bytes, long count) {
        long rest = count;
        for (; rest > 0x7f; rest >>>= 7) {
            bytes.put((byte) (0x80 | (rest & 0x7f)));
        }
        bytes.put((byte) rest);
    }

    private static int check(byte[] bytes, int length) {
        var check = new CRC32();
        check.update(bytes, 0, length);
        return (int) check.getValue();
    }
}
