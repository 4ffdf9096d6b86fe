package org.openors.input;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openors.identity.Identifier;

/**
 * The members of one JSON object. The caller reads them one by one and names the type of each. A problem is noted, not
 * thrown: the value is then null and the member counts as given.
 */
public final class JsonFields {

    private static final int QUOTED_LENGTH = 40;

    private final JsonObject members;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    public JsonFields(JsonObject members, String path, Problems problems) {
        this.members = members;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Reads a small body.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if it is not strict JSON
     */
    public static JsonFields read(InputStream body) {
        return new JsonFields(StrictJson.readObject(body), "", new Problems());
    }

    /** The members of the object at this path. If the value is not an object: empty, and a problem is noted. */
    public static Optional<JsonFields> of(JsonValue value, String path, Problems problems) {
        if (value instanceof JsonObject members) {
            return Optional.of(new JsonFields(members, path, problems));
        }
        problems.add(path, "must be an object");
        return Optional.empty();
    }

    public Problems problems() {
        return problems;
    }

    /** Whether the member is present, also as null. */
    public boolean names(String name) {
        return members.containsKey(name);
    }

    /** Whether the member is present and not null. */
    public boolean isGiven(String name) {
        return value(name) != null;
    }

    /** The members of an object; empty if it is not given. */
    public Optional<JsonFields> object(String name) {
        return Optional.ofNullable(value(name)).flatMap(value -> of(value, path + "/" + name, problems));
    }

    /**
     * A printable text of {@code min} to {@code max} characters. Null counts as not given; so does a text of white space
     * alone if {@code min} is 0, otherwise it is a problem.
     */
    public String text(String name, int min, int max) {
        var text = anyText(name);
        if (text == null) {
            return null;
        }
        if (PrintableText.length(text) < min || PrintableText.length(text) > max || !PrintableText.isPrintable(text)) {
            return refuse(name, "must have " + min + " to " + max + " printable characters");
        }
        if (PrintableText.isGiven(text)) {
            return text;
        }
        return min == 0 ? null : refuse(name, "must not be white space alone");
    }

    private String anyText(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        return value instanceof JsonString string ? string.getString() : refuse(name, "must be a text");
    }

    public String requiredText(String name, int min, int max) {
        return required(name) ? text(name, min, max) : null;
    }

    /** An identifier, see {@link Identifier}. */
    public UUID identifier(String name) {
        var text = required(name) ? anyText(name) : null;
        if (text == null) {
            return null;
        }
        return Identifier.parse(text).orElseGet(() -> refuse(name, "must be a UUID"));
    }

    /** A text that the rule accepts. */
    public String matching(String name, int max, Predicate<String> rule, String demand) {
        var text = text(name, 1, max);
        return text == null || rule.test(text) ? text : refuse(name, demand);
    }

    /** The name of one of an enum's constants; null counts as not given. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        var text = value instanceof JsonString string ? string.getString() : null;
        var constants = type.getEnumConstants();
        return Arrays.stream(constants)
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseGet(() -> refuse(
                        name,
                        "must be one of "
                                + Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "))));
    }

    public <E extends Enum<E>> E requiredOneOf(String name, Class<E> type) {
        return required(name) ? oneOf(name, type) : null;
    }

    public boolean flag(String name) {
        var value = value(name);
        boolean isTrue = JsonValue.TRUE.equals(value);
        if (value != null && !isTrue && !JsonValue.FALSE.equals(value)) {
            refuse(name, "must be true or false");
        }
        return isTrue;
    }

    /** A list of up to {@code count} texts that the rule accepts; empty if not given. */
    public List<String> texts(String name, int count, Predicate<String> rule, String demand) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray list) || list.size() > count) {
            refuse(name, "must be a list of at most " + count + " texts");
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof JsonString text && rule.test(text.getString())) {
                texts.add(text.getString());
            } else {
                refuse(name + "/" + i, demand);
            }
        }
        return texts;
    }

    /** Notes a problem for every member that was not read. Call it last. */
    public void refuseOthers() {
        for (var name : members.keySet()) {
            if (!known.contains(name)) {
                problems.add(path + "/" + quoted(name), "is not a known name");
            }
        }
    }

    /**
     * Notes a problem of a member.
     *
     * @return null, the value of a member that has a problem
     */
    public <T> T refuse(String name, String message) {
        problems.add(path + "/" + name, message);
        return null;
    }

    private boolean required(String name) {
        if (value(name) == null) {
            refuse(name, "is required");
            return false;
        }
        return true;
    }

    /** The value as sent; null if it is absent or null. */
    private JsonValue value(String name) {
        known.add(name);
        var value = members.get(name);
        return JsonValue.NULL.equals(value) ? null : value;
    }

    /** A name that the caller chose, made safe to repeat (RFC 6901 escapes, printable, short). */
    static String quoted(String name) {
        return PrintableText.printable(name, QUOTED_LENGTH).replace("~", "~0").replace("/", "~1");
    }
}
