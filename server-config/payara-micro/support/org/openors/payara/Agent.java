package org.openors.payara;

/** The Java agent that {@code start} names: it runs before the server's own {@code main}. */
public final class Agent {

    private Agent() {}

    public static void premain(String arguments) {
        ListenAddress.require();
        GracefulStop.prepare();
    }
}
