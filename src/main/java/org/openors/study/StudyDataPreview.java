package org.openors.study;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openors.audit.AuditAction;
import org.openors.audit.ObjectChange;
import org.openors.identity.Identifier;

/** What a document would change: how many objects of each kind, and the first {@link #SHOWN} changes. */
final class StudyDataPreview {

    static final int SHOWN = 100;

    private final Map<Section, Integer> counts = new EnumMap<>(Section.class);
    private final List<ObjectChange> first = new ArrayList<>();

    StudyDataPreview() {
        Stream.of(Section.values()).forEach(section -> counts.put(section, 0));
    }

    void add(Section section, List<ObjectChange> changes) {
        counts.merge(section, changes.size(), Integer::sum);
        changes.stream().limit(SHOWN - first.size()).forEach(first::add);
    }

    /** Adds the settings, in front of all others, if they would change. */
    void add(StudySettings.Change settings) {
        if (settings.isChange()) {
            var before = settings.before() == null ? null : settings.before().toString();
            first.add(
                    0,
                    new ObjectChange(
                            AuditAction.IMPORT_STUDY_DATA,
                            null,
                            null,
                            null,
                            before,
                            settings.after().toString()));
        }
    }

    /** How many objects of each kind would change. */
    Map<String, Integer> counts() {
        var named = new LinkedHashMap<String, Integer>();
        counts.forEach((section, count) -> named.put(section.wireName(), count));
        return named;
    }

    /** The answer: the counts, and the first changes with the names of audit records. */
    Map<String, Object> result() {
        var result = new LinkedHashMap<String, Object>(counts());
        result.put("changes", first.stream().map(StudyDataPreview::shown).toList());
        return result;
    }

    private static Map<String, String> shown(ObjectChange change) {
        var shown = new LinkedHashMap<String, String>();
        shown.put("action", change.action().name());
        Stream.of(
                        Map.entry("subjectId", java.util.Optional.ofNullable(change.subjectId())),
                        Map.entry("inventoryId", java.util.Optional.ofNullable(change.inventoryId())),
                        Map.entry("deviceId", java.util.Optional.ofNullable(change.deviceId())))
                .forEach(
                        object -> object.getValue().ifPresent(id -> shown.put(object.getKey(), Identifier.format(id))));
        putIfGiven(shown, "stateBefore", change.before());
        putIfGiven(shown, "stateAfter", change.after());
        return shown;
    }

    private static void putIfGiven(Map<String, String> shown, String name, String state) {
        if (state != null) {
            shown.put(name, state);
        }
    }
}
