package org.openors.study;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.input.StrictJson;

/** A study-data document as it was sent: kept as bytes, read as a stream as often as its sections' order asks for. */
class StudyDataDocument {

    private static final int CHUNK = 1024 * 1024;

    private final List<byte[]> chunks = new ArrayList<>();

    /** Takes one row of a section; the index is its place in the document. */
    interface RowReader {
        void read(Section section, int index, JsonFields row);
    }

    StudyDataDocument(InputStream body) throws IOException {
        for (var chunk = body.readNBytes(CHUNK); chunk.length > 0; chunk = body.readNBytes(CHUNK)) {
            chunks.add(chunk);
        }
    }

    /**
     * Reads the whole document.
     *
     * @return what stands beside the sections
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} if it is not strict JSON
     */
    JsonFields read(Problems problems, RowReader reader) {
        var scalars = new LinkedHashMap<String, Object>();
        readMembers((name, value) -> {
            var section = Section.named(name);
            if (section.isPresent()) {
                readSection(section.get(), value, problems, reader);
            } else {
                scalars.put(name, value.readValue());
            }
        });
        return new JsonFields(scalars, "", problems);
    }

    /** Reads the rows of one section of a document that was read without problems before. */
    void readRows(Section wanted, ObjIntConsumer<StudyDataRow> reader) {
        readMembers((name, value) -> {
            if (wanted.wireName().equals(name)) {
                value.readArray((index, element) -> reader.accept(
                        StudyDataRow.of(wanted, row(wanted.pathOf(index), element, new Problems())), index));
            } else {
                value.skipValue();
            }
        });
    }

    private void readMembers(StrictJson.MemberReader reader) {
        try (var json = new StrictJson(stream())) {
            json.readDocument(reader);
        } catch (StrictJson.Unreadable unreadable) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, unreadable.getMessage());
        }
    }

    private static void readSection(Section section, StrictJson value, Problems problems, RowReader reader) {
        boolean isArray = value.readArray(
                (index, element) -> reader.read(section, index, row(section.pathOf(index), element, problems)));
        if (!isArray) {
            problems.add("/" + section.wireName(), "must be a list");
        }
    }

    @SuppressWarnings("unchecked")
    private static JsonFields row(String path, Object element, Problems problems) {
        if (element instanceof Map<?, ?> members) {
            return new JsonFields((Map<String, Object>) members, path, problems);
        }
        problems.add(path, "must be an object");
        return new JsonFields(Map.of(), path, new Problems());
    }

    private InputStream stream() {
        return new SequenceInputStream(Collections.enumeration(
                chunks.stream().map(ByteArrayInputStream::new).toList()));
    }
}
