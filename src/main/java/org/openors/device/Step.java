package org.openors.device;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.openors.connector.CallEntry;
import org.openors.connector.MHealthConnector;

/**
 * What the first transaction of a device operation has come to: the result, or a call that is still to be made.
 *
 * @param result null if a call is to be made
 * @param call null if there is a result
 */
public record Step<T>(T result, Call<T> call) {

    /** The operation is done. */
    static <T> Step<T> done(T result) {
        return new Step<>(result, null);
    }

    /** A remote connector is to be called while no transaction is open. */
    static <T> Step<T> toCall(Call<T> call) {
        return new Step<>(null, call);
    }

    /** @param store what the second transaction does with the result, its audit record included */
    record Call<T>(CallEntry entry, MHealthConnector connector, Supplier<T> ask, Consumer<T> store) {}
}
