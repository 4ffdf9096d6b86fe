package org.openors.study;

import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.input.StrictJson;

/**
 * A study-data document as sent, stored as bytes. It is read as a stream: once to check it and once for each section,
 * as the sections may be in any order.
 */
class StudyDataDocument {

    private static final int CHUNK = 1024 * 1024;
    private static final int SET_SIZE = 2_000;

    private final List<byte[]> chunks = new ArrayList<>();

    /** Gets one row and its index in the section. */
    interface RowReader {
        void read(Section section, int index, StudyDataRow row);
    }

    /** Gets the next rows of a section, by their index in it. */
    interface SetReader<X extends Exception> {
        void read(Map<Integer, StudyDataRow> rows) throws X;
    }

    StudyDataDocument(InputStream body) throws IOException {
        for (var chunk = body.readNBytes(CHUNK); chunk.length > 0; chunk = body.readNBytes(CHUNK)) {
            chunks.add(chunk);
        }
    }

    /**
     * Reads and checks the whole document.
     *
     * @return the members that are not sections
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if it is not strict JSON
     */
    JsonFields read(Problems problems, RowReader reader) {
        var others = Json.createObjectBuilder();
        readMembers((name, json) -> {
            var section = Section.named(name);
            if (section.isPresent()) {
                readSection(section.get(), json, problems, reader);
            } else {
                others.add(name, json.readValue());
            }
        });
        return new JsonFields(others.build(), "", problems);
    }

    /** Reads the rows of one section, in sets. The document must have been read without problems before. */
    <X extends Exception> void readRows(Section section, SetReader<X> reader) throws X {
        readMembers((name, json) -> {
            if (section.wireName().equals(name)) {
                readSets(section, json, reader);
            } else {
                json.skipValue();
            }
        });
    }

    private static void readSection(Section section, StrictJson json, Problems problems, RowReader reader) {
        boolean isArray = json.readArray((index, element) ->
                section.row(index, element, problems).ifPresent(row -> reader.read(section, index, row)));
        if (!isArray) {
            problems.add("/" + section.wireName(), "must be a list");
        }
    }

    private static <X extends Exception> void readSets(Section section, StrictJson json, SetReader<X> reader) throws X {
        var set = new LinkedHashMap<Integer, StudyDataRow>();
        json.readArray((index, element) -> {
            set.put(index, section.row(index, element, new Problems()).orElseThrow());
            if (set.size() == SET_SIZE) {
                reader.read(set);
                set.clear();
            }
        });
        if (!set.isEmpty()) {
            reader.read(set);
        }
    }

    private <X extends Exception> void readMembers(StrictJson.MemberReader<X> reader) throws X {
        try (var json = new StrictJson(new SequenceInputStream(Collections.enumeration(
                chunks.stream().map(ByteArrayInputStream::new).toList())))) {
            json.readDocument(reader);
        }
    }
}
