package org.openors.payara;

import java.nio.file.Path;

/** The Java agent that {@code start} names: it runs before the server's own {@code main}. */
public final class Agent {

    private Agent() {}

    /** @param instance the directory for what the server writes */
    public static void premain(String instance) {
        ListenAddress.require();
        OwnFiles.require(Path.of(instance));
        GracefulStop.prepare();
    }
}
