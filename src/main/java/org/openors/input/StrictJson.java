package org.openors.input;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
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
import java.util.HashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Reads one JSON text (RFC 8259) as a stream and refuses everything that is ambiguous. All limits are here: 16 levels,
 * 1,000 members of the document, 1,000 members and elements inside each value that is read whole, and {@link
 * TokenLimit}. JSON-P has no replacement: its strategy for duplicate keys works for builders and not for a parser, and
 * the limits of its parser are not part of the standard.
 *
 * <p>Every method throws a {@link Refusal} with {@link ErrorCode#INVALID_REQUEST} if the text breaks a rule. Its
 * message names a place, never a value.
 */
public final class StrictJson implements AutoCloseable {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_MEMBERS = 1_000;
    /** Stored once, as {@code Json.create…} searches for the provider at each call. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final JsonParserFactory PARSERS = JSON.createParserFactory(Map.of());

    private final JsonParser parser;
    private int membersLeft;

    /** Gets the members of the document one by one, so that a large document does not need to fit in memory. */
    public interface MemberReader<X extends Exception> {
        void read(String name, StrictJson json) throws X;
    }

    /** Gets the elements of an array one by one. */
    public interface ElementReader<X extends Exception> {
        void read(int index, JsonValue element) throws X;
    }

    public StrictJson(InputStream utf8) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.parser = PARSERS.createParser(new TokenLimit(new InputStreamReader(utf8, decoder)));
    }

    /** Reads a text that is one object and fits in memory. */
    public static JsonObject readObject(InputStream utf8) {
        var members = JSON.createObjectBuilder();
        try (var json = new StrictJson(utf8)) {
            json.readDocument((name, value) -> members.add(name, value.readValue()));
        }
        return members.build();
    }

    /** Reads the whole text. It must be one object, with nothing after it. */
    public <X extends Exception> void readDocument(MemberReader<X> reader) throws X {
        if (!hasNext() || next() != Event.START_OBJECT) {
            throw unreadable("The body must be one JSON object");
        }
        readMembers(reader);
        if (hasNext()) {
            throw unreadable("The body must end after its JSON object");
        }
    }

    /** Reads the next value as a whole. */
    public JsonValue readValue() {
        return wholeValue(next(), 2);
    }

    /** Reads the next value, an array, element by element. If it is not an array, skips it and returns false. */
    public <X extends Exception> boolean readArray(ElementReader<X> reader) throws X {
        var event = next();
        if (event != Event.START_ARRAY) {
            wholeValue(event, 2);
            return false;
        }
        int index = 0;
        for (var element = next(); element != Event.END_ARRAY; element = next()) {
            reader.read(index++, wholeValue(element, 3));
        }
        return true;
    }

    /** Skips the next value without checking it. For a text that was read and checked before. */
    public void skipValue() {
        int depth = 0;
        do {
            depth += switch (next()) {
                case START_OBJECT, START_ARRAY -> 1;
                case END_OBJECT, END_ARRAY -> -1;
                default -> 0;
            };
        } while (depth > 0);
    }

    @Override
    public void close() {
        parser.close();
    }

    private <X extends Exception> void readMembers(MemberReader<X> reader) throws X {
        var names = new HashSet<String>();
        while (next() == Event.KEY_NAME) {
            var name = sound(parser.getString());
            if (!names.add(name)) {
                throw unreadable("The body names a member twice at /" + JsonFields.quoted(name));
            }
            if (names.size() > MAX_MEMBERS) {
                throw unreadable("An object in the body has too many members");
            }
            reader.read(name, this);
        }
    }

    private JsonValue wholeValue(Event event, int depth) {
        membersLeft = MAX_MEMBERS;
        return value(event, depth);
    }

    private JsonValue innerValue(Event event, int depth) {
        if (membersLeft-- == 0) {
            throw unreadable("A value in the body has too many members or elements");
        }
        if (depth > MAX_DEPTH) {
            throw unreadable("The body is nested deeper than " + MAX_DEPTH + " levels");
        }
        return value(event, depth);
    }

    private JsonValue value(Event event, int depth) {
        return switch (event) {
            case START_OBJECT -> object(depth);
            case START_ARRAY -> array(depth);
            case VALUE_STRING -> JSON.createValue(sound(parser.getString()));
            case VALUE_NUMBER -> number();
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> throw unreadable("The body is not JSON");
        };
    }

    private JsonObject object(int depth) {
        var object = JSON.createObjectBuilder();
        readMembers((name, json) -> object.add(name, innerValue(next(), depth + 1)));
        return object.build();
    }

    private JsonArray array(int depth) {
        var array = JSON.createArrayBuilder();
        for (var event = next(); event != Event.END_ARRAY; event = next()) {
            array.add(innerValue(event, depth + 1));
        }
        return array.build();
    }

    private JsonValue number() {
        try {
            return JSON.createValue(parser.getBigDecimal());
        } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException tooLarge) {
            throw unreadable("The body holds a number out of range");
        }
    }

    /** The text, if its surrogates are paired and it contains no NUL. */
    private static String sound(String text) {
        int c;
        for (int i = 0; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (c == 0 || Character.getType(c) == Character.SURROGATE) {
                throw unreadable("A text in the body holds NUL or half a surrogate pair");
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

    /** Turns the parser's exceptions into refusals with our own messages, as the parser's may quote the text. */
    private static <T> T reading(Supplier<T> step) {
        try {
            return step.get();
        } catch (JsonParsingException broken) {
            var at = broken.getLocation();
            throw unreadable("The body is not JSON at line " + at.getLineNumber() + ", column " + at.getColumnNumber());
        } catch (NoSuchElementException cutOff) {
            throw unreadable("The body ends too early");
        } catch (UncheckedIOException | JsonException failure) {
            throw failure.getCause() instanceof IOException io ? broken(io) : unreadable("The body is not JSON");
        }
    }

    private static RuntimeException broken(IOException stream) {
        return stream instanceof CharacterCodingException
                ? unreadable("The body is not UTF-8")
                : new UncheckedIOException(stream);
    }

    static Refusal unreadable(String message) {
        return new Refusal(ErrorCode.INVALID_REQUEST, message);
    }
}
