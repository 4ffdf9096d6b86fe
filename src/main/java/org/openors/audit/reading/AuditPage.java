package org.openors.audit.reading;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openors.audit.AuditField;

/**
 * Some records of the trail, newest first.
 *
 * @param next where the older ones follow, nothing if there are none
 */
public record AuditPage(List<AuditEntry> entries, Optional<AuditPosition> next) {

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** The page that up to {@code limit} of these are; one more shows that older ones follow. */
    static AuditPage of(List<AuditEntry> found, int limit) {
        return found.size() <= limit
                ? new AuditPage(found, Optional.empty())
                : new AuditPage(
                        found.subList(0, limit),
                        Optional.of(found.get(limit - 1).position()));
    }

    JsonObject json() {
        var records = JSON.createArrayBuilder();
        entries.forEach(entry -> records.add(json(entry)));
        var page = JSON.createObjectBuilder().add("records", records);
        next.ifPresent(position -> page.add("next", position.text()));
        return page.build();
    }

    private static JsonObject json(AuditEntry entry) {
        var json = JSON.createObjectBuilder();
        for (var field : AuditField.values()) {
            if (entry.text(field) != null) {
                json.add(field.wireName(), entry.text(field));
            }
        }
        if (entry.sequence() != null) {
            json.add("sequence", entry.sequence());
        }
        return json.build();
    }
}
