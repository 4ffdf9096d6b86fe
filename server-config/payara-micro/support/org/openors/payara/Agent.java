package org.openors.payara;

/** What is done before the server's own {@code main} (the Java agent that {@code start} names). */
public final class Agent {

    private Agent() {}

    public static void premain(String arguments) {
        ListenAddress.require();
        GracefulStop.prepare();
    }
}
