package vestnik.dispatch;

import java.util.List;

/// What is due after an answer.
///
/// @param atOnce what one such answer is enough for
/// @param inARow how many in a row it takes for the rest; none may have been accepted in between
/// @param streak what of they are in a row: a domain, a template, a channel
/// @param then the rest
record Due(List<Reaction> atOnce, int inARow, String streak, List<Reaction> then) {

    static final Due NOTHING = now();

    static Due now(Reaction... reactions) {
        return new Due(List.of(reactions), 0, "", List.of());
    }

    static Due after(int inARow, String streak, Reaction... reactions) {
        return new Due(List.of(), inARow, streak, List.of(reactions));
    }

    /// These at once as well.
    Due and(Reaction... reactions) {
        return new Due(List.of(reactions), inARow, streak, then);
    }
}
