package vestnik.consent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/// Does for all who come within a moment what each of them wants, in one go: the first at once, and who comes meanwhile or
/// within a moment thereafter, together. Whoever cannot go with the others goes alone, so that nobody waits or fails for what is
/// only another's trouble. It has a thread of its own, for among the virtual ones it would stand in line behind those who wait
/// for it.
///
/// @param <Q> what somebody wants
/// @param <A> what they get
final class Gathered<Q, A> {

    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Function<List<Q>, List<A>> together;
    private final Function<Q, A> alone;
    private final List<Waiting<Q, A>> waiting = new ArrayList<>();
    private boolean atWork;

    /// @param together gives the answers in the order of the questions; must not wait for long
    Gathered(Function<List<Q>, List<A>> together, Function<Q, A> alone) {
        this.together = together;
        this.alone = alone;
    }

    /// Waits for the answer, or throws what went wrong.
    A ask(Q question) {
        try {
            return put(question).join();
        } catch (CompletionException fault) {
            throw fault.getCause() instanceof RuntimeException cause ? cause : fault;
        }
    }

    private synchronized CompletableFuture<A> put(Q question) {
        var mine = new Waiting<Q, A>(question, new CompletableFuture<>());
        waiting.add(mine);
        if (!atWork) {
            atWork = true;
            Thread.ofPlatform().daemon().name("gathered").start(this::answerAll);
        }
        return mine.answer;
    }

    private void answerAll() {
        for (List<Waiting<Q, A>> next = takeAll(); !next.isEmpty(); next = gather()) {
            answer(next);
        }
    }

    private List<Waiting<Q, A>> gather() {
        LockSupport.parkNanos(MOMENT.toNanos());
        return takeAll();
    }

    private synchronized List<Waiting<Q, A>> takeAll() {
        var all = List.copyOf(waiting);
        waiting.clear();
        atWork = !all.isEmpty();
        return all;
    }

    private void answer(List<Waiting<Q, A>> all) {
        try {
            List<A> answers = together.apply(all.stream().map(Waiting::question).toList());
            for (int i = 0; i < all.size(); i++) {
                all.get(i).answer.complete(answers.get(i));
            }
        } catch (RuntimeException | Error _) {
            all.forEach(one -> Thread.ofVirtual().name("alone").start(() -> answerAlone(one)));
        }
    }

    private void answerAlone(Waiting<Q, A> one) {
        try {
            one.answer.complete(alone.apply(one.question));
        } catch (RuntimeException | Error fault) {
            one.answer.completeExceptionally(fault);
        }
    }

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}
}
