package org.openors.study;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.openors.http.TimedAnswer;

/**
 * Writes what is stored as one document. One page of rows is in memory, and no connection is held while it is sent. The
 * lists come in the opposite order of an import: what a row refers to is read after it, and is never removed, so that the
 * document can be imported even if others were imported meanwhile. One that breaks off is no JSON.
 */
final class StudyDataExport implements StreamingOutput {

    private final JsonObject header;
    private final BiFunction<Section, Object, List<Object[]>> pages;

    /** @param pages gets the rows of a section after a key; empty after the last */
    StudyDataExport(JsonObject header, BiFunction<Section, Object, List<Object[]>> pages) {
        this.header = header;
        this.pages = pages;
    }

    /**
     * Writes the document.
     *
     * @throws RuntimeException if a page can't be read, or because the caller takes the document too slowly
     */
    @Override
    public void write(OutputStream stream) {
        write(new TimedAnswer(stream));
    }

    void write(TimedAnswer timed) {
        var json = Json.createGeneratorFactory(Map.of()).createGenerator(timed, StandardCharsets.UTF_8);
        json.writeStartObject();
        header.forEach(json::write);
        var sections = Section.values();
        for (int i = sections.length - 1; i >= 0; i--) {
            write(sections[i], json, timed);
        }
        json.writeEnd();
        json.flush();
    }

    private void write(Section section, JsonGenerator json, TimedAnswer timed) {
        json.writeStartArray(section.wireName());
        var page = pages.apply(section, null);
        while (!page.isEmpty()) {
            for (var row : page) {
                timed.requireInTime();
                json.write(section.table().document(row).build());
            }
            json.flush();
            page = pages.apply(section, page.get(page.size() - 1)[0]);
        }
        json.writeEnd();
    }
}
