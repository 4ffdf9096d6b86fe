package org.openors.study;

import static org.openors.study.Column.text;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openors.input.JsonFields;

/**
 * What a study-data document says of the study itself, as the values of the tables' columns.
 *
 * @param study title and version
 * @param deviceService the settings with the password as given; empty if they are not named
 */
record StudyHeader(Object[] study, Optional<Object[]> deviceService) {

    static final Upsert TABLE = new Upsert("study_mode", null, text("title", "title"), text("version", "version"));

    private static final Predicate<String> VERSION =
            Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}").asMatchPredicate();

    static StudyHeader of(JsonFields document) {
        var title = document.text("title", 1, 200);
        var version = document.matching("version", 39, VERSION, "must be a study version such as 1.0.0.1");
        var header = new StudyHeader(
                new Object[] {
                    document.names("title") ? title : Column.STAYS, document.names("version") ? version : Column.STAYS
                },
                deviceService(document));
        document.refuseOthers();
        return header;
    }

    private static Optional<Object[]> deviceService(JsonFields document) {
        if (document.names("deviceService") && !document.isGiven("deviceService")) {
            document.refuse("deviceService", "must be an object");
        }
        return document.object("deviceService").map(DeviceService::columns);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "StudyHeader[]";
    }
}
