package vestnik.consent;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vestnik.vocabulary.Channel;
import vestnik.vocabulary.Purpose;

/// A link target and its day of issue in 16 bytes: kind (1: format, purpose, channel), patient (5), mailing (4),
/// ordinal (4), day (2). Numbers once given to a format, purpose or channel stay, since links live for a year.
record LinkBlock(LinkTarget target, LocalDate issued) {

    private static final LocalDate DAY_ZERO = LocalDate.of(2020, 1, 1);
    private static final int UNSUBSCRIBE = 0;

    byte[] bytes() {
        int kind = UNSUBSCRIBE << 5 | number(target.purpose()) << 2 | number(target.channel());
        return ByteBuffer.allocate(16)
                .put((byte) kind)
                .put((byte) (target.patientId() >>> 32))
                .putInt((int) target.patientId())
                .putInt((int) target.mailingId())
                .putInt(target.ordinal())
                .putShort((short) ChronoUnit.DAYS.between(DAY_ZERO, issued))
                .array();
    }

    static Optional<LinkBlock> of(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        int kind = Byte.toUnsignedInt(buffer.get());
        if (kind >>> 5 != UNSUBSCRIBE) {
            return Optional.empty();
        }
        long patient = (long) Byte.toUnsignedInt(buffer.get()) << 32 | Integer.toUnsignedLong(buffer.getInt());
        var target = new LinkTarget(patient, purpose(kind >>> 2 & 7), channel(kind & 3),
                Integer.toUnsignedLong(buffer.getInt()), buffer.getInt());
        return Optional.of(new LinkBlock(target, DAY_ZERO.plusDays(Short.toUnsignedInt(buffer.getShort()))));
    }

    private static int number(Purpose purpose) {
        return switch (purpose) {
            case APPOINTMENT -> 1;
            case PROMOTION -> 2;
            case PARTNER -> 3;
            case REVIEW -> 4;
            case NOTICE -> throw new IllegalArgumentException("a notice cannot be unsubscribed from");
        };
    }

    private static Purpose purpose(int number) {
        return switch (number) {
            case 1 -> Purpose.APPOINTMENT;
            case 2 -> Purpose.PROMOTION;
            case 3 -> Purpose.PARTNER;
            case 4 -> Purpose.REVIEW;
            default -> throw new IllegalArgumentException("no purpose has number " + number);
        };
    }

    private static int number(Channel channel) {
        return switch (channel) {
            case EMAIL -> 1;
            case SMS -> 2;
        };
    }

    private static Channel channel(int number) {
        return switch (number) {
            case 1 -> Channel.EMAIL;
            case 2 -> Channel.SMS;
            default -> throw new IllegalArgumentException("no channel has number " + number);
        };
    }
}
