package org.openors.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
        var left = new ArrayList<UUID>();
        var failures = new ArrayList<RuntimeException>();
        var look = seen.look();
        for (var page = entries.first(); !page.isEmpty(); page = entries.after(page.get(page.size() - 1))) {
            RepeatedTask.goesOn();
            for (var call : page) {
                look.note(call.callId());
                if (entries.isOver(call) && !isClosed(call, failures)) {
                    left.add(call.inventoryId());
                }
            }
        }
        look.end();
        if (!left.isEmpty()) {
            throw new IllegalStateException(line(left), failures.isEmpty() ? null : failures.get(0));
        }
    }

    /** Closes that of the device, if its time is over. */
    public void close(DeviceKey device) {
        entries.overdueOf(device).forEach(call -> closing.close(call.entry(), call.record()));
    }

    private boolean isClosed(StoredCall call, List<RuntimeException> failures) {
        try {
            return closing.close(call.entry(), call.record());
        } catch (RuntimeException failure) {
            failures.add(failure);
            return false;
        }
    }

    private static String line(List<UUID> left) {
        return "entries can't be read or removed count=" + left.size() + " items="
                + left.stream().limit(NAMED).map(String::valueOf).collect(Collectors.joining(","));
    }
}
