package org.openors.input;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** The query parameters of one request, taken one by one: each is optional, given at most once, and of the form it must have. */
public final class QueryParameters {

    private static final int QUOTED_LENGTH = 40;

    private final Map<String, List<String>> given;
    private final Set<String> known = new HashSet<>();

    /** @param given the decoded values of each name */
    public QueryParameters(Map<String, List<String>> given) {
        this.given = given;
    }

    /**
     * The parameter's value, if it is given.
     *
     * @param reading what the text stands for, nothing if it is not of the form
     * @param demand what the form is
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} that names the parameter
     */
    public <T> Optional<T> one(String name, Function<String, Optional<T>> reading, String demand) {
        known.add(name);
        var values = given.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw Refusal.invalid(name, "must be given once");
        }
        return values.stream()
                .findFirst()
                .map(value -> reading.apply(value).orElseThrow(() -> Refusal.invalid(name, demand)));
    }

    /**
     * Refuses every parameter that nobody asked for. Call it last.
     *
     * @throws Refusal {@link ErrorCode#INVALID_REQUEST} that names the first, in alphabetical order
     */
    public void nothingElse() {
        given.keySet().stream()
                .filter(name -> !known.contains(name))
                .map(name -> Text.printable(name, QUOTED_LENGTH))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.invalid(name, "is not a known parameter");
                });
    }
}
