package org.openors.simulator;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The devices of the simulated connector and their pairs. */
final class Twins {

    record Twin(UUID id, String place, String name, JsonObject pair) {}

    private final Map<UUID, Twin> all = new ConcurrentSkipListMap<>();
    private final AtomicInteger pairs = new AtomicInteger();

    JsonObject create(String place, String name) {
        var twin = new Twin(UUID.randomUUID(), place, name, null);
        all.put(twin.id(), twin);
        return json(twin);
    }

    JsonArray find(String place, String name) {
        var found = Json.createArrayBuilder();
        all.values().stream()
                .filter(twin -> twin.place().equals(place) && twin.name().equals(name))
                .forEach(twin -> found.add(json(twin)));
        return found.build();
    }

    Optional<JsonObject> recreate(String place, UUID id) {
        var changed = all.computeIfPresent(
                id, (any, twin) -> twin.place().equals(place) ? new Twin(id, place, twin.name(), pair()) : twin);
        return Optional.ofNullable(changed)
                .filter(twin -> twin.place().equals(place))
                .map(Twin::pair);
    }

    Optional<Twin> of(UUID id) {
        return Optional.ofNullable(all.get(id));
    }

    boolean end(String place, UUID id) {
        return of(id).filter(twin -> twin.place().equals(place)).isPresent() && all.remove(id) != null;
    }

    void forget(UUID id) {
        all.remove(id);
    }

    int count(String name) {
        return (int)
                all.values().stream().filter(twin -> twin.name().equals(name)).count();
    }

    /** Never twice the same. The OTP begins with letters that no pair of the built-in connector has. */
    private JsonObject pair() {
        int number = pairs.incrementAndGet();
        return Json.createObjectBuilder()
                .add("accessId", "R%05d".formatted(number))
                .add("otp", "OIL-U%08d".formatted(number * 7919L % 100_000_000))
                .build();
    }

    private static JsonObject json(Twin twin) {
        return Json.createObjectBuilder()
                .add("id", twin.id().toString())
                .add("iotDeviceId", twin.id().toString())
                .add("srcDeviceName", twin.name())
                .build();
    }
}
