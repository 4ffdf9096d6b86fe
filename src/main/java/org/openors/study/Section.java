package org.openors.study;

import java.util.Arrays;
import java.util.Optional;

/** The lists of a study-data document, in the order in which they build on each other. */
enum Section {
    KIT_TYPES("kitTypes"),
    SUBJECTS("subjects"),
    INVENTORY("inventory"),
    DISPENSATIONS("dispensations"),
    REGISTRATIONS("registrations");

    private final String wireName;

    Section(String wireName) {
        this.wireName = wireName;
    }

    static Optional<Section> named(String name) {
        return Arrays.stream(values())
                .filter(section -> section.wireName.equals(name))
                .findFirst();
    }

    String wireName() {
        return wireName;
    }

    /** JSON Pointer of a row. */
    String pathOf(int index) {
        return "/" + wireName + "/" + index;
    }
}
