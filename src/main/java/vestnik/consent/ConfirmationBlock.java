package vestnik.consent;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// A confirmation in the 16 bytes of a link, told from a [LinkBlock] by its first byte: use (1), confirmation (8), zeros.
/// It holds no day, for the confirmation itself knows when it ends.
record ConfirmationBlock(Use use, long confirmation) {

    /// What the holder of a token may do. The numbers stay.
    ///
    /// - `LETTER`: stood in a letter, so whoever has it reads the address
    /// - `PAGE`: stands in the page where a code is entered, and proves nothing
    enum Use {

        LETTER(1), PAGE(2);

        private final int format;

        Use(int format) {
            this.format = format;
        }
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).put((byte) (use.format << 5)).putLong(confirmation).array();
    }

    static Optional<ConfirmationBlock> of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        int kind = Byte.toUnsignedInt(buffer.get());
        return Arrays.stream(Use.values())
                .filter(use -> use.format << 5 == kind)
                .map(use -> new ConfirmationBlock(use, buffer.getLong()))
                .findFirst();
    }
}
