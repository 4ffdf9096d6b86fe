package org.openors.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between the service and its database, in this process: it can be cut, so that nothing passes and nobody is
 * told, and it can be slow and lossy.
 */
final class Wire implements AutoCloseable {

    /** TCP's first wait before it sends a lost segment again (RFC 6298, in the form of Linux). */
    private static final int AGAIN_MILLIS = 200;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Random random = new Random();
    private final Object mended = new Object();
    private boolean isCut;
    private volatile int delayMillis;
    private volatile double loss;

    /** @param target a port of this machine */
    Wire(int target) {
        try {
            this.target = target;
            listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            start(this::accept);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing passes, and no connection ends. */
    void cut() {
        synchronized (mended) {
            isCut = true;
        }
    }

    /**
     * What is sent from now on passes. Connections that were cut stay silent, as those that a firewall has forgotten.
     */
    void mend() {
        var forgotten = Set.copyOf(open);
        synchronized (mended) {
            isCut = false;
            open.removeAll(forgotten);
            mended.notifyAll();
        }
    }

    /** Delays what is sent by so much in each direction, and each lost part by TCP's wait before it is sent again. */
    void slowDown(int millis, double lossOfParts) {
        delayMillis = millis;
        loss = lossOfParts;
    }

    private void accept() {
        try {
            while (true) {
                connect(listener.accept());
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void connect(Socket near) throws IOException {
        var far = new Socket();
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException refused) {
            near.close();
            return;
        }
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        open.add(near);
        start(() -> forward(near, near, far));
        start(() -> forward(near, far, near));
    }

    private void forward(Socket connection, Socket from, Socket to) {
        try (from;
                to) {
            pass(connection, from.getInputStream(), to.getOutputStream());
        } catch (IOException ended) {
            // By either side: the other is told by the end of its connection.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Socket connection, InputStream from, OutputStream to) throws IOException, InterruptedException {
        var part = new byte[8_192];
        for (int length = from.read(part); length > 0; length = from.read(part)) {
            if (delayMillis > 0) {
                Thread.sleep(delayMillis + (random.nextDouble() < loss ? AGAIN_MILLIS : 0));
            }
            awaitMended();
            if (open.contains(connection)) {
                to.write(part, 0, length);
            }
        }
        awaitMended();
    }

    private void awaitMended() throws InterruptedException {
        synchronized (mended) {
            while (isCut) {
                mended.wait();
            }
        }
    }

    private static void start(Runnable task) {
        var thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var connection : open) {
            connection.close();
        }
    }
}
