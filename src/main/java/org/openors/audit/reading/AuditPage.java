package org.openors.audit.reading;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openors.audit.AuditField;

/**
 * Some records of the trail, newest first: at most as many as were asked for, and fewer if their texts are long.
 *
 * @param next where the older ones follow, nothing if there are none
 */
public record AuditPage(List<AuditEntry> entries, Optional<AuditPosition> next) {

    /** How many characters the texts of a page have at most, unless it has one record. 1,000 usual records have half as many. */
    static final int MOST_TEXT = 1 << 20;

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** The page that the first of these are; further ones show that older ones follow. */
    static AuditPage of(List<AuditEntry> found, int limit) {
        int count = fitting(found, limit);
        return count == found.size()
                ? new AuditPage(found, Optional.empty())
                : new AuditPage(
                        found.subList(0, count),
                        Optional.of(found.get(count - 1).position()));
    }

    /** Whether there are more of these than a page has. */
    static boolean isFilledBy(List<AuditEntry> found, int limit) {
        return fitting(found, limit) < found.size();
    }

    private static int fitting(List<AuditEntry> found, int limit) {
        int count = 0;
        long length = 0;
        for (var entry : found) {
            length += entry.length();
            if (count == limit || count > 0 && length > MOST_TEXT) {
                break;
            }
            count++;
        }
        return count;
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
