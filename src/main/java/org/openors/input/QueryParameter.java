package org.openors.input;

import java.util.Optional;
import java.util.function.Function;
import org.openors.error.Refusal;

/** Parses an optional query parameter. */
public final class QueryParameter {

    private QueryParameter() {}

    /**
     * An optional printable text of 1 to {@code max} characters, not of white space alone; null if it is not given.
     *
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} that names the parameter
     */
    public static String text(String name, String text, int max) {
        return parse(
                name,
                text,
                any -> Optional.of(any)
                        .filter(PrintableText::isGiven)
                        .filter(PrintableText::isPrintable)
                        .filter(given -> PrintableText.length(given) <= max),
                "must have 1 to " + max + " printable characters");
    }

    /**
     * The parsed value; null if the parameter is not given.
     *
     * @param parse returns empty if the text does not have the right form
     * @param demand says what the right form is
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} that names the parameter
     */
    public static <T> T parse(String name, String text, Function<String, Optional<T>> parse, String demand) {
        return text == null ? null : parse.apply(text).orElseThrow(() -> Refusal.invalid(name, demand));
    }
}
