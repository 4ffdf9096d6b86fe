package org.openors.input;

import jakarta.json.Json;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import jakarta.json.stream.JsonParserFactory;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads one JSON text (RFC 8259) as a stream, with bounded memory, and takes nothing that a lenient reader would guess
 * at. Values come as {@code String}, {@code BigDecimal}, {@code Boolean}, {@code null}, {@code List} or {@code Map}.
 */
public final class StrictJson implements AutoCloseable {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_MEMBERS = 1_000;
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private final JsonParser parser;

    /** What is wrong with the text as JSON; the message names a place, never a value. */
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Takes the members of an object one by one, so that a large one need not fit in memory. */
    public interface MemberReader {
        void read(String name, StrictJson json);
    }

    /** Takes the elements of an array one by one. */
    public interface ElementReader {
        void read(int index, Object element);
    }

    public StrictJson(InputStream utf8) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.parser = PARSERS.createParser(new InputStreamReader(utf8, decoder));
    }

    /** Reads a text that is one object, small enough for memory. */
    public static Map<String, Object> readObject(InputStream utf8) {
        var members = new LinkedHashMap<String, Object>();
        try (var json = new StrictJson(utf8)) {
            json.readDocument((name, reader) -> {
                if (members.size() == MAX_MEMBERS) {
                    throw new Unreadable("The body has too many members");
                }
                members.put(name, reader.readValue());
            });
        }
        return members;
    }

    /** Reads the whole text, which must be one object and nothing after it. */
    public void readDocument(MemberReader reader) {
        if (!hasNext() || next() != Event.START_OBJECT) {
            throw new Unreadable("The body must be one JSON object");
        }
        readMembers("", reader);
        if (hasNext()) {
            throw new Unreadable("The body must end after its JSON object");
        }
    }

    /** Reads the value that comes next, whole. */
    public Object readValue() {
        return value(next(), 2);
    }

    /** Reads the array that comes next, element by element; false, with the value read over, if it is something else. */
    public boolean readArray(ElementReader reader) {
        var event = next();
        if (event != Event.START_ARRAY) {
            value(event, 2);
            return false;
        }
        int index = 0;
        for (var element = next(); element != Event.END_ARRAY; element = next()) {
            reader.read(index++, value(element, 3));
        }
        return true;
    }

    /** Passes over the value that comes next, whatever it holds. */
    public void skipValue() {
        switch (next()) {
            case START_OBJECT ->
                reading(() -> {
                    parser.skipObject();
                    return null;
                });
            case START_ARRAY ->
                reading(() -> {
                    parser.skipArray();
                    return null;
                });
            default -> {}
        }
    }

    @Override
    public void close() {
        parser.close();
    }

    private void readMembers(String path, MemberReader reader) {
        Set<String> names = new HashSet<>();
        while (next() == Event.KEY_NAME) {
            var name = text();
            if (!names.add(name)) {
                throw new Unreadable("The body names a member twice at " + path + "/" + JsonFields.quoted(name));
            }
            reader.read(name, this);
        }
    }

    private Object value(Event event, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Unreadable("The body is nested deeper than " + MAX_DEPTH + " levels");
        }
        return switch (event) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> text();
            case VALUE_NUMBER -> number();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            default -> throw new Unreadable("The body is not JSON");
        };
    }

    private Map<String, Object> object(int depth) {
        var members = new LinkedHashMap<String, Object>();
        readMembers("", (name, json) -> {
            if (members.size() == MAX_MEMBERS) {
                throw new Unreadable("An object in the body has too many members");
            }
            members.put(name, value(next(), depth + 1));
        });
        return members;
    }

    private List<Object> array(int depth) {
        var elements = new ArrayList<>();
        for (var event = next(); event != Event.END_ARRAY; event = next()) {
            if (elements.size() == MAX_MEMBERS) {
                throw new Unreadable("An array in the body has too many elements");
            }
            elements.add(value(event, depth + 1));
        }
        return elements;
    }

    private Object number() {
        try {
            return parser.getBigDecimal();
        } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException tooLarge) {
            throw new Unreadable("The body holds a number out of range");
        }
    }

    private String text() {
        var text = parser.getString();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (paired) {
                i++;
            } else if (c == 0 || Character.isSurrogate(c)) {
                throw new Unreadable("A text in the body holds NUL or half a surrogate pair");
            }
        }
        return text;
    }

    private boolean hasNext() {
        return reading(parser::hasNext);
    }

    private Event next() {
        return reading(parser::next);
    }

    /** Every way in which the parser says "not JSON", told as one; the parser's own messages may quote the text. */
    private static <T> T reading(java.util.function.Supplier<T> step) {
        try {
            return step.get();
        } catch (JsonParsingException broken) {
            var at = broken.getLocation();
            throw new Unreadable(
                    "The body is not JSON at line " + at.getLineNumber() + ", column " + at.getColumnNumber());
        } catch (java.util.NoSuchElementException cutOff) {
            throw new Unreadable("The body ends too early");
        } catch (UncheckedIOException | jakarta.json.JsonException failure) {
            if (isBadUtf8(failure)) {
                throw new Unreadable("The body is not UTF-8");
            }
            if (failure.getCause() instanceof IOException io) {
                throw new UncheckedIOException(io);
            }
            throw new Unreadable("The body is not JSON");
        }
    }

    private static boolean isBadUtf8(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return true;
            }
        }
        return false;
    }
}
