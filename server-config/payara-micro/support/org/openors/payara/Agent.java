package org.openors.payara;

import java.nio.file.Path;

/** The Java agent that {@code start} names: it runs before the server's own {@code main}. */
public final class Agent {

    private Agent() {}

    /**
     * On a server other than Payara Micro too: nothing that it calls is of a server.
     *
     * @param instance the directory for what Payara Micro writes; null on another server
     */
    public static void premain(String instance) {
        ListenAddress.require();
        if (instance != null) {
            OwnFiles.require(Path.of(instance));
        }
        GracefulStop.prepare();
    }
}
