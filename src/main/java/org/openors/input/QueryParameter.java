package org.openors.input;

import java.util.Optional;
import java.util.function.Function;
import org.openors.error.Refusal;

/** Parses an optional query parameter. */
public final class QueryParameter {

    private QueryParameter() {}

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
