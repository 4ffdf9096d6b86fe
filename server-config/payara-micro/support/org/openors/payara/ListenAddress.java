package org.openors.payara;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The address at which the server listens: {@code ORS_HTTP_HOST} and {@code ORS_HTTP_PORT}, set by {@code start}. */
final class ListenAddress {

    private ListenAddress() {}

    /** Ends the process if it can't listen at the address. Payara Micro would go on running without a listener. */
    static void require() {
        var host = System.getenv("ORS_HTTP_HOST");
        var port = System.getenv("ORS_HTTP_PORT");
        try (var listener = new ServerSocket()) {
            listener.bind(new InetSocketAddress(host, Integer.parseInt(port)));
        } catch (IOException reason) {
            System.err.println("ec-ors-svc does not start: ORS_HTTP_HOST " + host + " can't be listened at, port "
                    + port + ": " + reason.getMessage());
            System.exit(1);
        }
    }
}
