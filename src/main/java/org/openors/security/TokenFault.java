package org.openors.security;

/** Why a token is refused. Only the log tells it: the answer is the same for all (RFC 6750, section 3.1). */
enum TokenFault {
    FORM("it is no signed JSON Web Token"),
    ALGORITHM("its algorithm is not accepted"),
    CRITICAL_HEADER("it has a critical header"),
    TYPE("its typ is neither JWT nor at+jwt"),
    CLAIM("a claim is missing or has another form than it must have"),
    ISSUER("its issuer is not that of MP_JWT_VERIFY_ISSUER"),
    AUDIENCE("its audience is none of MP_JWT_VERIFY_AUDIENCES"),
    EXPIRED("it has expired"),
    NOT_YET_VALID("it is not valid yet"),
    LIFETIME("its lifetime is longer than ORS_TOKEN_MAX_LIFETIME"),
    KEY("no known key has its key id"),
    SIGNATURE("its signature is not by a known key");

    private final String what;

    TokenFault(String what) {
        this.what = what;
    }

    /** Continues the sentence "a token was refused: …". */
    String what() {
        return what;
    }
}
