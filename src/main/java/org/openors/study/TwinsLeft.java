package org.openors.study;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.openors.identity.Identifier;

/**
 * The devices whose registration a document ends here, while their virtual twins stay at a remote connector: a document is taken in
 * one transaction, and none is open while a connector is called (ADR 44).
 */
final class TwinsLeft {

    static final int SHOWN = 100;
    private static final String MESSAGE = "the import calls no connector: the device and its pair stay at the remote"
            + " connector. Deregister a device before it is taken back, or end it there";

    private final Map<UUID, UUID> devices = new LinkedHashMap<>();

    void add(ItemsTakenBack taken) {
        devices.putAll(taken.twinsLeft());
    }

    /** The result, with the first {@link #SHOWN} as warnings if there are any. */
    Map<String, Object> addedTo(Map<String, ?> result) {
        var all = new LinkedHashMap<String, Object>(result);
        if (!devices.isEmpty()) {
            all.put(
                    "warnings",
                    devices.entrySet().stream()
                            .limit(SHOWN)
                            .map(device -> warning(device.getKey(), device.getValue()))
                            .toList());
        }
        return all;
    }

    private static Map<String, String> warning(UUID item, UUID device) {
        var warning = new LinkedHashMap<String, String>();
        warning.put("inventoryId", Identifier.format(item));
        warning.put("deviceId", Identifier.format(device));
        warning.put("message", MESSAGE);
        return warning;
    }
}
