package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.openors.background.RepeatedTask;
import org.openors.identity.DeviceKey;

/** Closes the entries of calls whose node died, each in a transaction of its own: none keeps another from it. */
@ApplicationScoped
public class OverdueCalls {

    private static final int NAMED = 5;

    @Inject
    CallEntries entries;

    @Inject
    CallClosing closing;

    @Inject
    AlteredEntries altered;

    @Inject
    SeenCalls seen;

    /**
     * Closes all whose time is over.
     *
     * @throws IllegalStateException if any can't be read or closed. It names the items of the first
     */
    public void close() {
        altered.logOthers();
        var left = new Left();
        var look = seen.look();
        for (var page = entries.first(); !page.isEmpty(); page = entries.after(page.get(page.size() - 1))) {
            RepeatedTask.goesOn();
            for (var call : page) {
                look.note(call.callId());
                if (entries.isOver(call)) {
                    close(call, left);
                }
            }
        }
        look.end();
        left.throwIfAny();
    }

    /** Closes that of the device, if its time is over. */
    public void close(DeviceKey device) {
        entries.overdueOf(device).forEach(call -> closing.close(call.entry(), call.record()));
    }

    private void close(StoredCall call, Left left) {
        try {
            if (!closing.close(call.entry(), call.record())) {
                left.add(call, null);
            }
        } catch (RuntimeException failure) {
            left.add(call, failure);
        }
    }

    /** What is left over. Anybody may plant rows of the table: however many they are, it remembers a few. */
    private static final class Left {

        private final List<String> items = new ArrayList<>();
        private RuntimeException cause;
        private long count;

        private void add(StoredCall call, RuntimeException failure) {
            count++;
            cause = cause == null ? failure : cause;
            if (items.size() < NAMED) {
                items.add(String.valueOf(call.inventoryId()));
            }
        }

        private void throwIfAny() {
            if (count > 0) {
                throw new IllegalStateException(
                        "entries can't be read or removed count=" + count + " items=" + String.join(",", items), cause);
            }
        }
    }
}
