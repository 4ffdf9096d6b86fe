package org.openors.study;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.UUID;
import org.openors.identity.Identifier;
import org.openors.input.PrintableText;

/**
 * A column of a study's table.
 *
 * @param wireName its name in study data and in audit records
 * @param type its SQL type
 * @param initial its value in a new row if the document does not name it
 */
record Column(String name, String wireName, String type, Object initial) {

    /** In the place of a value that the document does not name: the stored one stays. Null, on the other hand, removes it. */
    static final Object STAYS = new Object();

    static Column uuid(String name, String wireName) {
        return new Column(name, wireName, "uuid", null);
    }

    static Column flag(String name, String wireName) {
        return new Column(name, wireName, "boolean", false);
    }

    static Column text(String name, String wireName) {
        return new Column(name, wireName, "varchar", null);
    }

    /** Texts separated by line feeds; none is the empty text. */
    static Column lines(String name, String wireName) {
        return new Column(name, wireName, "varchar", "");
    }

    /** The new value of a stored row; {@code stored} is null if the row is new. */
    Object settled(Object given, Object[] stored, int index) {
        if (given == STAYS) {
            return stored == null ? initial : stored[index];
        }
        return given == null ? initial : given;
    }

    private boolean isOfLines() {
        return "".equals(initial);
    }

    /** Adds a stored value as a document names it: null if there is none, and a list for lines. */
    void addToDocument(JsonObjectBuilder json, Object value) {
        if (isOfLines()) {
            json.add(wireName, Json.createArrayBuilder(((String) value).lines().toList()));
        } else if (value == null || value instanceof String text && !PrintableText.isGiven(text)) {
            json.addNull(wireName);
        } else {
            add(json, value);
        }
    }

    /** Adds a stored value in the form of the API. */
    void add(JsonObjectBuilder json, Object value) {
        if (value instanceof Boolean flag) {
            json.add(wireName, flag);
        } else {
            json.add(wireName, value instanceof UUID id ? Identifier.format(id) : (String) value);
        }
    }
}
