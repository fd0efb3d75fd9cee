package vestnik.mailing;

/// Something may be sent again; what waits of it can go on.
public record HoldLifted(Held held) {}
