package org.openors.input;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.Identifier;

/**
 * The members of one JSON object, taken one by one with the type each must have; a problem is noted, never thrown, and
 * null stands in for the value.
 */
public final class JsonFields {

    private static final int QUOTED_LENGTH = 40;

    private final Map<String, Object> members;
    private final String path;
    private final Problems problems;
    private final Set<String> known = new HashSet<>();

    public JsonFields(Map<String, Object> members, String path, Problems problems) {
        this.members = members;
        this.path = path;
        this.problems = problems;
    }

    /**
     * Reads a small body.
     *
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} if it is not strict JSON
     */
    public static JsonFields read(InputStream body) {
        try {
            return new JsonFields(StrictJson.readObject(body), "", new Problems());
        } catch (StrictJson.Unreadable unreadable) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, unreadable.getMessage());
        }
    }

    public Problems problems() {
        return problems;
    }

    /** The value as it stands, if it is given and not null. */
    public Optional<Object> given(String name) {
        return Optional.ofNullable(value(name));
    }

    /** A printable text of {@code min} to {@code max} characters; null counts as not given. */
    public String text(String name, int min, int max) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            return problem(name, "must be a text");
        }
        if (Text.length(text) < min || Text.length(text) > max || !Text.isPrintable(text)) {
            return problem(name, "must have " + min + " to " + max + " printable characters");
        }
        return text;
    }

    public String requiredText(String name, int min, int max) {
        return required(name) ? text(name, min, max) : null;
    }

    /** An identifier, see {@link Identifier}. */
    public UUID identifier(String name) {
        var text = requiredText(name, 0, Integer.MAX_VALUE);
        if (text == null) {
            return null;
        }
        return Identifier.parse(text).orElseGet(() -> problem(name, "must be a UUID"));
    }

    /** A text that the rule accepts. */
    public String matching(String name, int max, Predicate<String> rule, String demand) {
        var text = text(name, 1, max);
        return text == null || rule.test(text) ? text : problem(name, demand);
    }

    /** The name of one of an enum's constants; null counts as not given. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value))
                .findFirst()
                .orElseGet(() -> problem(
                        name,
                        "must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }

    public <E extends Enum<E>> E requiredOneOf(String name, Class<E> type) {
        return required(name) ? oneOf(name, type) : null;
    }

    public boolean flag(String name) {
        var value = value(name);
        if (value != null && !(value instanceof Boolean)) {
            problem(name, "must be true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    /** A list of up to {@code count} texts that the rule accepts; empty if not given. */
    public List<String> texts(String name, int count, Predicate<String> rule, String demand) {
        var value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.size() > count) {
            problem(name, "must be a list of at most " + count + " texts");
            return List.of();
        }
        for (int i = 0; i < list.size(); i++) {
            if (!(list.get(i) instanceof String text && rule.test(text))) {
                problem(name + "/" + i, demand);
            }
        }
        return list.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    /** Notes every member that nobody asked for. Call it last. */
    public void nothingElse() {
        for (var name : members.keySet()) {
            if (!known.contains(name)) {
                problems.add(path + "/" + quoted(name), "is not a known name");
            }
        }
    }

    /** Notes a problem of a member that other rules found. */
    public <T> T problem(String name, String message) {
        problems.add(path + "/" + name, message);
        return null;
    }

    private boolean required(String name) {
        if (value(name) == null) {
            problem(name, "is required");
            return false;
        }
        return true;
    }

    private Object value(String name) {
        known.add(Objects.requireNonNull(name));
        return members.get(name);
    }

    /** A name that the caller chose, made safe to repeat (RFC 6901 escapes, printable, short). */
    static String quoted(String name) {
        return Text.printable(name, QUOTED_LENGTH).replace("~", "~0").replace("/", "~1");
    }
}
