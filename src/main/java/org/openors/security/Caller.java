package org.openors.security;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** Who sent this request: the token's issuer and subject, or the phone's access ID; nobody until authenticated. */
@RequestScoped
public class Caller {

    private String issuer;
    private String name;
    private String right;

    /** Called once, when the token has been found good. */
    void authenticated(String tokenIssuer, String tokenSubject) {
        issuer = tokenIssuer;
        name = tokenSubject;
    }

    /** Notes which of the caller's groups grants what is asked. */
    void uses(String group) {
        right = group;
    }

    /** A phone that named itself by an access ID; whether it is who it says is another matter. */
    public void claimsAccessId(String accessId) {
        name = accessId;
    }

    public Optional<String> issuer() {
        return Optional.ofNullable(issuer);
    }

    /** The token's subject, or the access ID. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** The group of the token that granted what is done. */
    public Optional<String> right() {
        return Optional.ofNullable(right);
    }
}
