package org.openors.payara;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.glassfish.grizzly.http.HttpResponsePacket;

/** Tells an interim answer, as 100, from the answer itself. Payara 7 has another name for it than Payara 6. */
final class InterimAnswer {

    private static final MethodHandle IS_INTERIM = find("isInterimResponse", "isAcknowledgement");

    private InterimAnswer() {}

    static boolean is(HttpResponsePacket response) {
        try {
            return (boolean) IS_INTERIM.invokeExact(response);
        } catch (Throwable never) {
            throw new IllegalStateException(never);
        }
    }

    private static MethodHandle find(String... names) {
        for (var name : names) {
            try {
                return MethodHandles.publicLookup()
                        .findVirtual(HttpResponsePacket.class, name, MethodType.methodType(boolean.class));
            } catch (ReflectiveOperationException notThisOne) {
                // It is of the other version.
            }
        }
        throw new IllegalStateException("the server has none of " + String.join(", ", names));
    }
}
