package org.openors.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.openors.error.ErrorCode;

/** The headers that many answers have. */
final class CommonHeaders {

    static final String REQUEST_ID = "X-Request-Id";
    static final String CACHE_CONTROL = "Cache-Control";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String RATE_LIMIT = "RateLimit";
    private static final String RATE_LIMIT_POLICY = "RateLimit-Policy";
    private static final String WWW_AUTHENTICATE = "WWW-Authenticate";
    private static final String ETAG = "ETag";
    private static final String OTP_EXPIRES_AT = "OTP-Expires-At";

    private CommonHeaders() {}

    static void addTo(Components components) {
        components
                .addHeader(
                        REQUEST_ID,
                        header(
                                "The id that this request has in the log and the audit trail.",
                                OASFactory.createSchema().ref(ErrorSchemas.IDENTIFIER)))
                .addHeader(CACHE_CONTROL, header("No cache may keep this answer.", text().addEnumeration("no-store")))
                .addHeader(RETRY_AFTER, header("After how many seconds another try is worth while.", seconds()))
                .addHeader(
                        RATE_LIMIT,
                        header(
                                "The limit that was exceeded: `r` requests are left, and more in `t` seconds"
                                        + " (draft-ietf-httpapi-ratelimit-headers-10).",
                                text().pattern("^\"(peer|access-id|caller)\";r=0;t=[1-9][0-9]*$")
                                        .example("\"caller\";r=0;t=1")))
                .addHeader(
                        RATE_LIMIT_POLICY,
                        header(
                                "What the limit allows: `q` requests in `w` seconds.",
                                text().pattern("^\"(peer|access-id|caller)\";q=[1-9][0-9]*;w=60$")
                                        .example("\"caller\";q=6000;w=60")))
                .addHeader(
                        OTP_EXPIRES_AT,
                        header(
                                "From this time on the pair is dead (ISO-8601, UTC).",
                                text().format("date-time").example("2026-11-24T09:30:00.125Z")))
                .addHeader(
                        ETAG,
                        header(
                                "The version of the device's state, for `If-Match`.",
                                text().pattern("^\"[A-Za-z0-9_-]{22}\"$").example("\"q1XWpXkYb0mS2Jr7uVx3Aw\"")));
    }

    static Header reference(String name) {
        return OASFactory.createHeader().ref(name);
    }

    /** What an error has beyond the headers of every error. */
    static Map<String, Header> ofStatus(List<ErrorCode> codes) {
        return switch (codes.get(0).status()) {
            case 401 -> Map.of(WWW_AUTHENTICATE, challenges(codes));
            case 429 ->
                Map.of(
                        RETRY_AFTER, reference(RETRY_AFTER),
                        RATE_LIMIT, reference(RATE_LIMIT),
                        RATE_LIMIT_POLICY, reference(RATE_LIMIT_POLICY));
            case 503 -> Map.of(RETRY_AFTER, reference(RETRY_AFTER));
            default -> Map.of();
        };
    }

    private static Header challenges(List<ErrorCode> codes) {
        var challenges = new LinkedHashMap<ErrorCode, List<Object>>();
        challenges.put(
                ErrorCode.UNAUTHENTICATED,
                List.of("Bearer realm=\"ORS\"", "Bearer realm=\"ORS\", error=\"invalid_token\""));
        challenges.put(ErrorCode.INVALID_ACCESS_ID_OR_OTP, List.of("Basic realm=\"mHealth\", charset=\"UTF-8\""));
        challenges.keySet().retainAll(codes);
        return header(
                "Asks for what was missing or wrong. `invalid_token`: a token was sent, and is not accepted.",
                text().enumeration(challenges.values().stream()
                        .flatMap(List::stream)
                        .toList()));
    }

    private static Header header(String description, Schema schema) {
        return OASFactory.createHeader().description(description).required(true).schema(schema);
    }

    private static Schema text() {
        return OASFactory.createSchema().type(SchemaType.STRING);
    }

    private static Schema seconds() {
        return OASFactory.createSchema()
                .type(SchemaType.INTEGER)
                .minimum(java.math.BigDecimal.ONE)
                .example(2);
    }
}
