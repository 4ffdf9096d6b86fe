package org.openors.study;

import static org.openors.study.Upsert.Column.textThatStays;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.openors.input.JsonFields;

/** What a study-data document says of the study itself; null is what it leaves as it is. */
record StudyHeader(String title, String version, DeviceService deviceService) {

    static final Upsert TABLE = new Upsert("study_mode", List.of(), textThatStays("title"), textThatStays("version"));

    private static final Predicate<String> VERSION =
            Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}){0,3}").asMatchPredicate();

    static StudyHeader of(JsonFields document) {
        var header = new StudyHeader(
                document.text("title", 1, 200),
                document.matching("version", 39, VERSION, "must be a study version such as 1.0.0.1"),
                document.object("deviceService").map(DeviceService::of).orElse(null));
        document.refuseOthers();
        return header;
    }

    /** The values in the order of the table's columns. */
    Object[] columns() {
        return new Object[] {title, version};
    }
}
