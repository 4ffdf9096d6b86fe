package org.openors.payara;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * Answers that callers do not take. Grizzly keeps up to four times the socket's buffer of each connection in memory, which may be 16 MiB.
 * Here a thread that writes waits as soon as {@link #MOST_OF_ONE} are not taken, while the filters still count it. Only the end of an answer
 * never waits, as no filter counts the thread then.
 */
final class UnreadAnswers {

    /** Most answers are written in parts of 8 KiB. */
    private static final int MOST_OF_EARLIER_ONES = 16 << 10;
    /** A file of up to 512 KiB may be written as one part. Payara 7 refuses a part that is larger than four times this limit. */
    private static final int MOST_OF_ONE = 256 << 10;

    private final HeldMemory memory = new HeldMemory(connection -> bytes(connection) > 0);

    /** A request begins. Ends the connection, and says so, if the caller sends it before he has taken the answers to earlier ones. */
    boolean end(Connection<?> connection) {
        memory.release(connection);
        limit(connection, MOST_OF_ONE);
        boolean isTooMuch = bytes(connection) > MOST_OF_EARLIER_ONES;
        if (isTooMuch) {
            connection.terminateSilently();
        }
        return isTooMuch;
    }

    /** The next part is the last one of an answer. */
    static void lastPart(Connection<?> connection) {
        limit(connection, AsyncQueueWriter.UNLIMITED_SIZE);
    }

    /** An answer was written to its end. */
    void written(Connection<?> connection) {
        int bytes = bytes(connection);
        if (bytes > 0) {
            memory.hold(connection, bytes);
        }
    }

    private static void limit(Connection<?> connection, int bytes) {
        ((NIOConnection) connection).setMaxAsyncWriteQueueSize(bytes);
    }

    private static int bytes(Connection<?> connection) {
        return ((NIOConnection) connection).getAsyncWriteQueue().spaceInBytes();
    }
}
