package org.openors.payara;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Writes at most {@link #MOST} lines a minute, as strangers cause them. Further ones are only counted: the line that comes after them has
 * their number.
 */
final class BoundedLog {

    /** As many as there are records of strangers' refusals, see ADR 26. */
    private static final int MOST = 300;

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Logger log;
    private long since = System.nanoTime();
    private int lines;
    private long others;

    BoundedLog(Logger log) {
        this.log = log;
    }

    synchronized void write(String line) {
        long now = System.nanoTime();
        if (now - since >= MINUTE) {
            since = now;
            lines = 0;
        }
        if (lines == MOST) {
            others++;
            return;
        }
        lines++;
        log.log(Level.INFO, others == 0 ? line : line + " others=" + others);
        others = 0;
    }
}
