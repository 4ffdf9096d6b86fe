package org.openors.it;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.openors.error.ErrorCode;

/** A client that asks once more if it got no answer or 503, after the time that {@code Retry-After} says. Counts what it saw. */
final class RetryingOnce implements Site.Service {

    private static final int UNAVAILABLE = ErrorCode.TEMPORARILY_UNAVAILABLE.status();

    private final Api api;
    private final AtomicInteger requests = new AtomicInteger();
    private final Map<String, AtomicInteger> retried = new ConcurrentSkipListMap<>();
    private final AtomicInteger inVain = new AtomicInteger();

    RetryingOnce(Api api) {
        this.api = api;
    }

    @Override
    public Optional<Answer> ask(Function<Api, Answer> call) {
        requests.incrementAndGet();
        var first = asked(call);
        if (first.isPresent() && first.get().status() != UNAVAILABLE) {
            return first;
        }
        var seen =
                first.map(answer -> answer.status() + " " + answer.errorCode()).orElse("no answer");
        retried.computeIfAbsent(seen, any -> new AtomicInteger()).incrementAndGet();
        pause(first);
        var second = asked(call);
        if (second.isEmpty() || second.get().status() == UNAVAILABLE) {
            inVain.incrementAndGet();
        }
        return second;
    }

    private Optional<Answer> asked(Function<Api, Answer> call) {
        try {
            return Optional.of(call.apply(api));
        } catch (UncheckedIOException lost) {
            return Optional.empty();
        }
    }

    private static void pause(Optional<Answer> first) {
        var seconds = first.map(answer -> answer.header("Retry-After")).orElse("0");
        try {
            TimeUnit.SECONDS.sleep(Long.parseLong(seconds));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was seen since the last call, for a report. */
    String seen() {
        var text = requests.getAndSet(0) + " requests, sent again: " + retried + ", in vain: " + inVain.getAndSet(0);
        retried.clear();
        return text;
    }
}
