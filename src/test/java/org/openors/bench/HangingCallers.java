package org.openors.bench;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.openors.it.Answer;
import org.openors.it.Api;
import org.openors.it.Race;
import org.openors.it.SampleStudy;
import org.openors.simulator.Held;
import org.openors.simulator.MHealthSimulator;

/** Callers who wait for a remote connector that takes their requests and does not answer, as many as it has places. */
final class HangingCallers implements AutoCloseable {

    static final int CALLERS = 16;

    private final Api api;
    private final MHealthSimulator connector;
    private final Race callers = new Race(CALLERS);
    private final List<SampleStudy> studies;
    private Held held;
    private CompletableFuture<List<Answer>> answers;

    /** Makes a study for each, all at one connector, with a device that is registered there. */
    HangingCallers(Api api, MHealthSimulator connector) {
        this.api = api;
        this.connector = connector;
        var url = connector.url() + "/of/" + SampleStudy.id();
        this.studies =
                IntStream.range(0, CALLERS).mapToObj(i -> registered(url)).toList();
    }

    private SampleStudy registered(String url) {
        var study = new SampleStudy("active");
        study.putRemote(api, url);
        require(study.registerMonitor(api));
        return study;
    }

    private static void require(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** Returns when all of them hang. */
    void call() throws InterruptedException {
        held = connector.hold("PUT /of/", CALLERS);
        var next = studies.iterator();
        answers = CompletableFuture.supplyAsync(() -> callers.run(() -> recreated(next)));
        if (!held.await()) {
            throw new IllegalStateException("the callers do not hang");
        }
    }

    private Answer recreated(Iterator<SampleStudy> next) {
        SampleStudy study;
        synchronized (next) {
            study = next.next();
        }
        return api.put(study.accessCodePath(study.monitor));
    }

    /** Lets the connector answer, and requires that all of them have hung until now. */
    void release() {
        if (answers.isDone()) {
            throw new IllegalStateException("the callers were answered before");
        }
        held.close();
        answers.join().forEach(HangingCallers::require);
    }

    @Override
    public void close() {
        callers.close();
    }
}
