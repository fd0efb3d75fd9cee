package vestnik.consent;

import java.util.Map;

/// What a person may choose on the preference page, and what holds now.
public sealed interface Choices {

    /// What holds, subscription by subscription.
    ///
    /// @param version rises with each act, so that a page made before one grants nothing
    /// @param held by everything that can be stopped by itself
    record Open(int version, Map<Subscription, Held> held) implements Choices {}

    /// The data are blocked while a request is checked: nothing is sent, nothing can be chosen.
    record Blocked() implements Choices {}

    /// What holds of one subscription.
    ///
    /// - `UNCONFIRMED`: asked for, but the address has not confirmed it
    /// - `ASKED_ANEW`: agreed to a text that does not count any more
    enum Held {
        ON, OFF, UNCONFIRMED, ASKED_ANEW
    }
}
