package org.openors.openapi;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type;
import org.openors.security.Right;

/** How callers prove who they are: staff and integrators by a token that carries rights, a phone by its pair. */
final class SecuritySchemes {

    private SecuritySchemes() {}

    static void addTo(Components components) {
        components
                .addSecurityScheme(
                        "bearerToken",
                        OASFactory.createSecurityScheme()
                                .type(Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description(token()))
                .addSecurityScheme(
                        "pair",
                        OASFactory.createSecurityScheme()
                                .type(Type.HTTP)
                                .scheme("basic")
                                .description("The access ID as user, the OTP as password. For the phone only."));
    }

    private static String token() {
        return """
                A MicroProfile JWT, signed with RS256 or ES256 by the configured issuer. It lives for at most 24 h, unless the operator
                set another maximum; no clock skew is allowed for. Its `sub` (1 to 255 characters) names the
                caller in the audit trail. Its `groups` claim, a list of texts, holds the rights: %s.
                """.replace(
                        "%s",
                        Arrays.stream(Right.values())
                                .map(right -> "`" + right.wireName() + "`")
                                .collect(Collectors.joining(", ")));
    }
}
