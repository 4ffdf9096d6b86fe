package org.openors.it;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * A site that recreates the pair of its one device and redeems it, over and over, and keeps a log of what it was answered. Used
 * by one thread.
 */
final class Site implements Runnable {

    /** How a site asks the service: nothing if it got no answer. */
    interface Service {
        Optional<Answer> ask(Function<Api, Answer> call);
    }

    final SampleStudy study;
    private final Service service;
    private final List<String> acknowledged = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private int unanswered;
    private Pair last;

    /** Puts the site's study and registers its device. */
    Site(Api api, Service service) {
        this.service = service;
        study = SampleStudy.in(api);
        issued(study.registerMonitor(api));
    }

    /** Once round: a recreation and, if it was answered, a redemption. */
    @Override
    public void run() {
        var recreated = ask(api -> api.put(study.accessCodePath(study.monitor)));
        if (recreated.isPresent()) {
            issued(recreated.get());
            var pair = last;
            var idempotencyKey = UUID.randomUUID().toString();
            ask(api -> pair.redeem(api, idempotencyKey)).ifPresent(this::acknowledged);
        }
    }

    /** The references of all that was answered with success. */
    List<String> acknowledged() {
        return acknowledged;
    }

    /** What was answered, but not with success. */
    List<String> errors() {
        return errors;
    }

    int unanswered() {
        return unanswered;
    }

    /** The pair that was handed over last. */
    Pair last() {
        return last;
    }

    void issued(Answer answer) {
        acknowledged(answer);
        last = Pair.of(answer);
    }

    void acknowledged(Answer answer) {
        acknowledged.add(answer.header("X-Request-Id"));
    }

    private Optional<Answer> ask(Function<Api, Answer> call) {
        return ask(200, call);
    }

    /** The answer, if it has this status; any other one is an error. */
    Optional<Answer> ask(int expected, Function<Api, Answer> call) {
        var answer = service.ask(call);
        unanswered += answer.isEmpty() ? 1 : 0;
        answer.filter(error -> error.status() != expected)
                .ifPresent(error -> errors.add(error.status() + " " + error.body()));
        return answer.filter(success -> success.status() == expected);
    }
}
