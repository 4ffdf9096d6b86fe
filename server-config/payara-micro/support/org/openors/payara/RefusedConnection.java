package org.openors.payara;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.nio.transport.TCPNIOConnection;

/**
 * A connection whose request was refused. Nothing on it is a request any more. It is closed after the caller has got the
 * answer: what it still sends is thrown away, because a TCP reset could destroy the answer (RFC 9112, section 9.6).
 */
final class RefusedConnection {

    /** More than any head that a caller can have sent before it reads the answer. */
    private static final int MAX_DISCARDED = 1024 * 1024;

    private static final Attribute<Integer> DISCARDED =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(RefusedConnection.class.getName());

    private RefusedConnection() {}

    /** Takes what has come, if the connection's request was refused. */
    static boolean takes(FilterChainContext context) {
        Connection<?> connection = context.getConnection();
        var discarded = DISCARDED.get(connection);
        if (discarded == null) {
            return false;
        }
        Buffer input = context.getMessage();
        int sum = discarded + input.remaining();
        input.tryDispose();
        DISCARDED.set(connection, sum);
        if (sum > MAX_DISCARDED) {
            connection.terminateSilently();
        }
        return true;
    }

    /** Sends the answer, and the end of what the server sends. */
    static void close(FilterChainContext context, Buffer answer) {
        Connection<?> connection = context.getConnection();
        DISCARDED.set(connection, 0);
        context.write(answer, new EmptyCompletionHandler<WriteResult>() {
            @Override
            public void completed(WriteResult result) {
                end(connection);
            }
        });
    }

    private static void end(Connection<?> connection) {
        try {
            ((SocketChannel) ((TCPNIOConnection) connection).getChannel()).shutdownOutput();
        } catch (IOException isClosed) {
            connection.closeSilently();
        }
    }
}
