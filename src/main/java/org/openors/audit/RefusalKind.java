package org.openors.audit;

import java.util.Optional;
import org.openors.error.ErrorCode;
import org.openors.limit.Limit;

/**
 * Refusals that are counted as one: of one code, one peer and one actor.
 *
 * @param limit the limit that was exceeded, null if none was
 * @param peer the peer's address, or its prefix
 * @param issuer of the caller's token, null for a stranger
 * @param actor the caller or the access ID, null if there is none
 */
record RefusalKind(ErrorCode code, Limit limit, String peer, String issuer, String actor) {

    private static final String MANY = "-";

    /** All refusals of this code and limit, whoever was refused. */
    RefusalKind ofMany() {
        return new RefusalKind(code, limit, MANY, null, null);
    }

    /** What is known beyond the fields of a record. */
    String limitText() {
        return Optional.ofNullable(limit)
                .map(known -> " limit=" + known.setting())
                .orElse("");
    }
}
