package vestnik.consent;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// A confirmation in the 16 bytes of a link, told from a [LinkBlock] by its first byte: use (1), confirmation (8), salt (7).
/// Pages are salted, since equal tokens would tell that two visitors are known, or unknown. It holds no day, for the confirmation itself knows when it ends.
record ConfirmationBlock(Use use, long confirmation) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SALT_LENGTH = 7;

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
        return ByteBuffer.allocate(16).put((byte) (use.format << 5)).putLong(confirmation).put(salt()).array();
    }

    private byte[] salt() {
        byte[] salt = new byte[SALT_LENGTH];
        switch (use) {
            case LETTER -> {
            }
            case PAGE -> RANDOM.nextBytes(salt);
        }
        return salt;
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
