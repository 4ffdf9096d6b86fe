package org.openors.payara;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.glassfish.grizzly.CloseListener;
import org.glassfish.grizzly.Closeable;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.ICloseType;

/**
 * The memory that connections hold while the node waits for their callers. If all together hold more than {@link #MOST}, those that have
 * held it longest are closed without an answer: a caller who does not let the node wait is never among them.
 */
final class HeldMemory {

    /** A sixteenth of the heap. */
    private static final long MOST = 32 << 20;
    /** What a part counts for at least: it may keep a larger buffer from being released. */
    private static final long PART = 16 << 10;

    private final CloseListener<Closeable, ICloseType> onClose =
            (connection, how) -> release((Connection<?>) connection);
    private final Map<Connection<?>, Long> longestFirst = new LinkedHashMap<>();
    private final Predicate<Connection<?>> isHeldStill;
    private volatile long held;

    /** @param isHeldStill asked before a connection is closed */
    HeldMemory(Predicate<Connection<?>> isHeldStill) {
        this.isHeldStill = isHeldStill;
    }

    /**
     * The connection holds one part more.
     *
     * @param length of all that it holds now, in bytes
     */
    void hold(Connection<?> connection, int length) {
        boolean isNew;
        List<Connection<?>> tooMany;
        synchronized (longestFirst) {
            long before = longestFirst.getOrDefault(connection, 0L);
            long after = Math.max(before + PART, length);
            held += after - before;
            isNew = longestFirst.put(connection, after) == null;
            tooMany = takeTooMany();
        }
        if (isNew) {
            connection.addCloseListener(onClose);
        }
        tooMany.stream().filter(isHeldStill).forEach(Connection::terminateSilently);
    }

    private List<Connection<?>> takeTooMany() {
        var tooMany = new ArrayList<Connection<?>>();
        var longest = longestFirst.entrySet().iterator();
        while (held > MOST) {
            var one = longest.next();
            longest.remove();
            held -= one.getValue();
            tooMany.add(one.getKey());
        }
        return tooMany;
    }

    /** The connection holds nothing any more. */
    void release(Connection<?> connection) {
        if (held > 0 && isTaken(connection)) {
            connection.removeCloseListener(onClose);
        }
    }

    private boolean isTaken(Connection<?> connection) {
        synchronized (longestFirst) {
            var bytes = longestFirst.remove(connection);
            held -= bytes == null ? 0 : bytes;
            return bytes != null;
        }
    }
}
