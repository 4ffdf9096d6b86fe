package org.openors.identity;

import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What the path of a request names. An identifier that the path does not have, or that is not a UUID, is the Max UUID; an
 * unknown mode is absent.
 */
public record PathIdentifiers(UUID studyId, Optional<Mode> mode, UUID subjectId, UUID inventoryId) {

    /** @param parameter the decoded value of a path parameter by its name; null if the path has none of this name */
    public static PathIdentifiers of(UnaryOperator<String> parameter) {
        return new PathIdentifiers(
                identifier(parameter.apply("studyId")),
                Mode.parse(parameter.apply("mode")),
                identifier(parameter.apply("subjectId")),
                identifier(parameter.apply("inventoryId")));
    }

    private static UUID identifier(String text) {
        return Identifier.parse(text).orElse(Identifier.UNKNOWN);
    }
}
