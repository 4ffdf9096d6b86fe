package org.openors.connector.remote;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The calls of one operation: its end, and what is known of the last request. One thread works, another may look on. */
final class CallUnderWay {

    private static final ThreadLocal<CallUnderWay> CURRENT = new ThreadLocal<>();

    private final String host;
    private final long begin = System.nanoTime();
    private final long limit;
    private volatile String method = "";
    private volatile int status;
    private volatile boolean mayHaveChangedSomething;
    private volatile boolean hasChangedSomething;

    CallUnderWay(String host, Duration limit) {
        this.host = host;
        this.limit = limit.toNanos();
    }

    Duration limit() {
        return Duration.ofNanos(limit);
    }

    static CallUnderWay current() {
        return CURRENT.get();
    }

    /** Makes this the operation of the current thread. */
    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    /** @throws InterruptedIOException if the operation's time is over */
    static void requireTime() throws InterruptedIOException {
        if (System.nanoTime() - current().begin > current().limit) {
            throw new InterruptedIOException("the time is over");
        }
    }

    void noteSent(String sent) {
        status = 0;
        mayHaveChangedSomething = !"GET".equals(sent);
        method = sent;
    }

    /** @param saysWhenToRetry whether the answer has {@code Retry-After} */
    void noteStatus(int answered, boolean saysWhenToRetry) {
        status = answered;
        mayHaveChangedSomething &= !isRefusal(answered, saysWhenToRetry);
    }

    /**
     * Whether a status says that nothing was done: 3xx, 4xx, and 503 with {@code Retry-After}, by which a server puts off a
     * request. Any other 5xx may come after the work: from the connector itself (500), or from a proxy in front of it that has lost
     * its answer (502, 504, of some proxies 503). See RFC 9110, section 15.6.
     */
    private static boolean isRefusal(int status, boolean saysWhenToRetry) {
        return status >= 300 && status <= 499 || status == 503 && saysWhenToRetry;
    }

    /** The last request was answered, and the answer was read. */
    void noteDone() {
        mayHaveChangedSomething = false;
    }

    /** A change was made, whatever becomes of later requests. */
    void noteChange() {
        hasChangedSomething = true;
    }

    /** The last request was not sent. */
    void noteNotSent() {
        mayHaveChangedSomething = false;
    }

    /** Whether a change was done, or one was sent of which nobody knows whether it was done. */
    boolean mayHaveChangedSomething() {
        return hasChangedSomething || mayHaveChangedSomething;
    }

    /** For the log and the audit record. Without an answer there is no status. */
    @Override
    public String toString() {
        if (method.isEmpty()) {
            return "host=" + host;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        return method + " host=" + host + (status == 0 ? "" : " status=" + status) + " ms=" + millis;
    }
}
