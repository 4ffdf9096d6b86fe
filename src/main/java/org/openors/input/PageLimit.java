package org.openors.input;

import java.util.Objects;
import java.util.Optional;

/** The query parameter {@code limit} of look-ups: how many entries a page has at most. */
public final class PageLimit {

    public static final int MAX = 200;

    private static final int DEFAULT = 50;

    private PageLimit() {}

    /** @throws org.openors.error.Refusal if the text is not a number from 1 to {@link #MAX}; null is the default of 50 */
    public static int of(String text) {
        var given = QueryParameter.parse("limit", text, PageLimit::number, "must be from 1 to " + MAX);
        return Objects.requireNonNullElse(given, DEFAULT);
    }

    private static Optional<Integer> number(String text) {
        return Optional.of(text)
                .filter(any -> any.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(limit -> limit >= 1 && limit <= MAX);
    }
}
