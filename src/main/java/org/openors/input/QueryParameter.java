package org.openors.input;

import java.util.Optional;
import java.util.function.Function;
import org.openors.error.Refusal;

/** An optional query parameter whose text stands for something else. */
public final class QueryParameter {

    private QueryParameter() {}

    /**
     * What the text stands for; null if the parameter is not given.
     *
     * @param parse returns empty if the text does not have the right form
     * @param demand says what the right form is
     * @throws Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} that names the parameter
     */
    public static <T> T parse(String name, String text, Function<String, Optional<T>> parse, String demand) {
        return text == null ? null : parse.apply(text).orElseThrow(() -> Refusal.invalid(name, demand));
    }
}
