package vestnik.mailing;

/// Somebody of the clinic who holds, lets go or cancels.
public record Staff(String name, Power power) {

    /// How far their word goes.
    public enum Power {
        OWN_CAMPAIGNS, EVERYTHING
    }

    boolean mayEverything() {
        return power == Power.EVERYTHING;
    }
}
