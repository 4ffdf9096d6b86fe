package org.openors.it;

import static com.nimbusds.jose.JWSAlgorithm.ES256;
import static com.nimbusds.jose.JWSAlgorithm.PS256;
import static com.nimbusds.jose.JWSAlgorithm.RS256;
import static com.nimbusds.jose.JWSAlgorithm.RS384;
import static com.nimbusds.jose.JWSAlgorithm.RS512;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Authentication (contract, section 1): which bearer tokens get through, and that all others get one and the same 401. */
@OnOneDatabase("h2")
@ExtendWith(RunningService.class)
class TokensIT {

    private static final String RIGHT = "DeviceActionsPost";
    private static final Tokens STRANGER = new Tokens();

    private static final String NO_TOKEN = "Bearer realm=\"ORS\"";
    private static final String INVALID_TOKEN = NO_TOKEN + ", error=\"invalid_token\"";

    private static SampleStudy study;

    @BeforeAll
    static void registerADevice(Api api) {
        study = SampleStudy.in(api);
        study.registerMonitor(api);
    }

    static Stream<Named<Function<Tokens, String>>> goodTokens() {
        return Stream.of(
                token("RS256", t -> t.with(RIGHT)),
                token("ES256", t -> t.signed(t.header(ES256).build(), claims(t))),
                header("no key id", h -> h.keyID(null)),
                header("no type (Okta)", h -> h.type(null)),
                header("the type of an access token (RFC 9068)", h -> h.type(new JOSEObjectType("at+jwt"))),
                header("that type in upper case", h -> h.type(new JOSEObjectType("AT+JWT"))),
                header("its whole media type", h -> h.type(new JOSEObjectType("application/at+jwt"))),
                header("the type in lower case", h -> h.type(new JOSEObjectType("jwt"))),
                claims("no id of the token", c -> c.jwtID(null)),
                claims("upn is no text", c -> c.claim("upn", 17)),
                claims("nbf in the past", c -> c.notBeforeTime(in(-3))),
                claims("a life of 24 hours", c -> c.issueTime(in(-60)).expirationTime(in(86_340))),
                text("fractional times", c -> c.replaceAll("(\"iat\":\\d+|\"exp\":\\d+)", "$1.5")),
                text("times with an exponent", c -> c.replaceAll("(\"iat\":\\d+|\"exp\":\\d+)", "$1e0")),
                claims("an audience where none is asked for", c -> c.audience(List.of("a", "b"))),
                claims("no upn", c -> c.claim("upn", null)),
                claims("preferred_username", c -> c.claim("upn", null).claim("preferred_username", "n")),
                claims("a subject in Unicode", c -> c.subject("Schwester Ünal 日本 😀")),
                claims("a subject of 255 characters", c -> c.subject("x".repeat(255))),
                claims("claims of its own", c -> c.claim("x", Map.of("y", List.of(1, Map.of())))),
                claims("200 groups", c -> c.claim("groups", manyGroups())),
                text("blanks around the claims", c -> " " + c + "\n"));
    }

    static Stream<Named<Function<Tokens, String>>> badTokens() {
        return Stream.of(
                token("no token", t -> null),
                token("an empty token", t -> ""),
                token("a word", t -> "x"),
                token("dots", t -> ".."),
                token("an opaque token", t -> "2YotnFZFEjr1zCsicMWpAA"),
                parts("no signature part", p -> p[0] + "." + p[1]),
                parts("an empty signature", p -> p[0] + "." + p[1] + "."),
                parts("a fourth part", p -> String.join(".", p) + ".x"),
                parts("a longer signature", p -> String.join(".", p) + "AAAA"),
                parts("a shorter signature", p -> p[0] + "." + p[1] + "." + p[2].substring(0, 300)),
                parts("a zero signature", p -> p[0] + "." + p[1] + "." + base64(new byte[256])),
                parts("another token's signature", p -> p[0] + "." + p[1] + "." + part(STRANGER.with(RIGHT), 2)),
                parts("another token's claims", p -> p[0] + "." + part(STRANGER.with(RIGHT), 1) + "." + p[2]),
                parts(
                        "another header",
                        p -> base64("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"rsa\",\"a\":1}") + "." + p[1] + "."
                                + p[2]),
                parts(
                        "added rights",
                        p -> p[0] + "." + base64(unbase64(p[1]).replace("[\"", "[\"StudyDataPut\",\"")) + "." + p[2]),
                parts("padded parts", p -> p[0] + "==." + p[1] + "." + p[2]),
                parts(
                        "a JSON serialisation",
                        p -> "{\"protected\":\"" + p[0] + "\",\"payload\":\"" + p[1] + "\",\"signature\":\"" + p[2]
                                + "\"}"),
                parts("alg none, no signature", p -> base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + p[1] + "."),
                parts(
                        "alg none, a signature",
                        p -> base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + p[1] + "." + p[2]),
                parts("alg NoNe", p -> base64("{\"alg\":\"NoNe\",\"typ\":\"JWT\"}") + "." + p[1] + "."),
                parts("no alg", p -> base64("{\"typ\":\"JWT\"}") + "." + p[1] + "." + p[2]),
                token("HS256 keyed with the PEM", t -> hs256(t, t.pem().getBytes(StandardCharsets.UTF_8))),
                token("HS256 keyed with the DER", t -> hs256(t, der(t))),
                token("HS256 keyed with a guess", t -> hs256(t, "secret".getBytes(StandardCharsets.UTF_8))),
                token("RS384", t -> t.signed(t.header(RS384).build(), claims(t))),
                token("RS512", t -> t.signed(t.header(RS512).build(), claims(t))),
                token("PS256", t -> t.signed(t.header(PS256).build(), claims(t))),
                token("a stranger's RSA key", t -> STRANGER.with(RIGHT)),
                token(
                        "a stranger's EC key",
                        t -> STRANGER.signed(STRANGER.header(ES256).build(), claims(t))),
                token(
                        "a stranger's key in the header",
                        t -> STRANGER.signed(
                                t.header(RS256)
                                        .jwk(STRANGER.key().toPublicJWK())
                                        .build(),
                                claims(t))),
                token(
                        "a stranger's key set in the header",
                        t -> STRANGER.signed(
                                t.header(RS256)
                                        .jwkURL(URI.create("https://example.org/jwks"))
                                        .build(),
                                claims(t))),
                token(
                        "ES256 with a zero signature",
                        t -> parts(t.signed(t.header(ES256).build(), claims(t)))[0] + "." + part(t.with(RIGHT), 1) + "."
                                + base64(new byte[64])),
                header("the other key's id", h -> h.keyID("ec")),
                header("an unknown key id", h -> h.keyID("rsa2")),
                header("a path as key id", h -> h.keyID("../rsa")),
                header("a critical header", h -> h.criticalParams(Set.of("x")).customParam("x", 1)),
                header(
                        "an unencoded payload",
                        h -> h.base64URLEncodePayload(false).criticalParams(Set.of("b64"))),
                header("a type that is no token's", h -> h.type(new JOSEObjectType("logout+jwt"))),
                claims("another issuer", c -> c.issuer("https://other.example.org")),
                claims("no issuer", c -> c.issuer(null)),
                claims("an issuer with a slash more", c -> c.issuer(Tokens.ISSUER + "/")),
                claims("an issuer in upper case", c -> c.issuer(Tokens.ISSUER.toUpperCase(java.util.Locale.ROOT))),
                claims("a list of issuers", c -> c.claim("iss", List.of(Tokens.ISSUER))),
                claims("no subject", c -> c.subject(null)),
                claims("a blank subject", c -> c.subject(" ")),
                claims("a number as subject", c -> c.claim("sub", 17)),
                claims("a subject of 256 characters", c -> c.subject("x".repeat(256))),
                claims("no exp", c -> c.expirationTime(null)),
                claims("exp just past", c -> c.expirationTime(in(-1))),
                claims("exp long past", c -> c.issueTime(in(-7_200)).expirationTime(in(-3_600))),
                claims("exp in ten years", c -> c.expirationTime(in(315_360_000))),
                claims("a life of a day and a second", c -> c.issueTime(in(-60)).expirationTime(in(86_341))),
                claims("exp as a text", c -> c.claim("exp", Long.toString(in(60).getTime() / 1000))),
                claims("exp in milliseconds", c -> c.claim("exp", in(60).getTime())),
                claims("exp negative", c -> c.claim("exp", -1)),
                text("exp beyond any time", c -> c.replaceAll("\"exp\":\\d+", "\"exp\":1e2147483647")),
                text("exp of 2,000 digits", c -> c.replaceAll("\"exp\":\\d+", "\"exp\":" + "9".repeat(2_000))),
                claims("no iat", c -> c.issueTime(null)),
                claims("iat in the future", c -> c.issueTime(in(60))),
                claims("iat as a text", c -> c.claim("iat", "1")),
                claims("nbf in the future", c -> c.notBeforeTime(in(60))),
                claims("nbf as a text", c -> c.claim("nbf", "1")),
                claims("a text as groups", c -> c.claim("groups", RIGHT)),
                claims("a number among the groups", c -> c.claim("groups", List.of(RIGHT, 1))),
                text("groups null", c -> c.replaceAll("\"groups\":\\[.*?]", "\"groups\":null")),
                text("exp twice", c -> "{\"exp\":1," + c.substring(1)),
                text("groups twice", c -> "{\"groups\":[]," + c.substring(1)),
                text("more after the claims", c -> c + "x"),
                text("two sets of claims", c -> c + c),
                text("a list of claims", c -> "[" + c + "]"),
                text("a text as claims", c -> "\"claims\""),
                text("nothing as claims", c -> ""),
                text("claims that are cut off", c -> c.substring(0, c.length() - 1)),
                text(
                        "claims nested too deep",
                        c -> "{\"x\":" + "[".repeat(100) + "]".repeat(100) + "," + c.substring(1)),
                text("NUL in a claim", c -> c.replace("nurse-17", "nurse\\u0000")));
    }

    @ParameterizedTest
    @MethodSource("goodTokens")
    void takesAGoodToken(Function<Tokens, String> good, Api api) {
        var answer = api.as(good.apply(api.tokens())).put(study.accessCodePath(study.monitor));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refusesABadToken(Function<Tokens, String> bad, Api api) {
        var token = bad.apply(api.tokens());
        assertUnauthenticated(
                api.as(token).put(study.accessCodePath(study.monitor)),
                token == null || token.isEmpty() ? NO_TOKEN : INVALID_TOKEN);
    }

    /** Its signature was found good and is remembered; its time is not. */
    @Test
    void aTokenThatWasGoodIsRefusedOnceItHasExpired(Api api) throws InterruptedException {
        var caller = api.as(api.tokens()
                .signed(api.tokens().claims(RIGHT).expirationTime(in(3)).build()));
        assertThat(caller.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
        assertThat(caller.put(study.accessCodePath(study.monitor)).status()).isEqualTo(200);
        Thread.sleep(3_000);
        assertUnauthenticated(caller.put(study.accessCodePath(study.monitor)), INVALID_TOKEN);
    }

    /** RFC 9110, section 11.1: the scheme's case does not matter; and a recipient may be lenient about blanks. */
    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "bEARER ", "Bearer  ", "Bearer    "})
    void takesTheSchemeInAnyCase(String scheme, Api api) {
        var token = api.tokens().with(RIGHT);
        var answer = api.as(null)
                .send(
                        "PUT",
                        study.accessCodePath(study.monitor),
                        request -> request.header("Authorization", scheme + token));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void takesATokenFromTheBearerHeaderOnly(Api api) {
        var token = api.tokens().with(RIGHT);
        var path = study.accessCodePath(study.monitor);
        for (var header : List.of(
                token,
                "Bearer",
                "Bearer" + token,
                Difference.BASIC_WITHOUT_A_COLON.isHere() ? "Digest " + token : "Basic " + token,
                "Token " + token,
                "Bearer " + token + " x",
                "Bearer " + token + "," + token,
                "Bearer \"" + token + "\"")) {
            assertUnauthenticated(
                    api.as(null).send("PUT", path, request -> request.header("Authorization", header)),
                    header.startsWith("Bearer ") ? INVALID_TOKEN : NO_TOKEN);
        }
        assertUnauthenticated(api.as(null).put(path + "&access_token=" + token), NO_TOKEN);
        assertUnauthenticated(
                api.as(null).send("PUT", path, request -> request.header("Cookie", "Bearer=" + token)), NO_TOKEN);
        assertUnauthenticated(
                api.as("x").send("PUT", path, request -> request.header("Authorization", "Bearer " + token)),
                INVALID_TOKEN);
    }

    /** Only the log says why; none of it is in the answer, and there is a line for each cause and minute. */
    @Test
    void theLogNamesTheCausesOfRefusals(Api api, Server server) {
        int before = causes(server).size();
        for (int i = 0; i < 3; i++) {
            api.as(api.tokens()
                            .signed(api.tokens()
                                    .claims(RIGHT)
                                    .issuer("https://other.example.org\nx")
                                    .build()))
                    .put(study.accessCodePath(study.monitor));
            api.as(api.tokens()
                            .signed(api.tokens()
                                    .claims(RIGHT)
                                    .expirationTime(null)
                                    .build()))
                    .put(study.accessCodePath(study.monitor));
        }
        assertThat(causes(server))
                .contains(
                        "its issuer is not that of MP_JWT_VERIFY_ISSUER",
                        "a claim is missing or has another form than it must have");
        assertThat(causes(server).stream().skip(before)).doesNotHaveDuplicates();
    }

    /** Those in the log; an earlier test may have brought about the same ones. */
    private static List<String> causes(Server server) {
        return server.logged()
                .lines()
                .filter(line -> line.contains("a token was refused: "))
                .map(line -> line.replaceAll(".*a token was refused: ([^:]*).*", "$1"))
                .toList();
    }

    private static void assertUnauthenticated(Answer refused, String challenge) {
        AccessCodeIT.assertRefused(
                refused, 401, "ORS_401_01", "UNAUTHENTICATED", "A valid bearer token is required", "");
        assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
        assertThat(refused.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
    }

    private static Named<Function<Tokens, String>> token(String name, Function<Tokens, String> forge) {
        return named(name, forge);
    }

    /** A good token but for its header. */
    private static Named<Function<Tokens, String>> header(String name, UnaryOperator<JWSHeader.Builder> spoil) {
        return named(name, t -> t.signed(spoil.apply(t.header(RS256)).build(), claims(t)));
    }

    /** A good token but for its claims. */
    private static Named<Function<Tokens, String>> claims(String name, UnaryOperator<JWTClaimsSet.Builder> spoil) {
        return named(name, t -> t.signed(spoil.apply(t.claims(RIGHT)).build()));
    }

    /** A good token but for the text of its claims. */
    private static Named<Function<Tokens, String>> text(String name, UnaryOperator<String> spoil) {
        return named(name, t -> t.signed(t.header(RS256).build(), spoil.apply(claims(t))));
    }

    /** A good token taken apart and put together in another way. */
    private static Named<Function<Tokens, String>> parts(String name, Function<String[], String> join) {
        return named(name, t -> join.apply(parts(t.with(RIGHT))));
    }

    private static String claims(Tokens tokens) {
        return tokens.claims(RIGHT).build().toString();
    }

    private static String hs256(Tokens tokens, byte[] key) {
        try {
            var signed = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"kid\":\"rsa\"}") + "." + base64(claims(tokens));
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return signed + "." + base64(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] der(Tokens tokens) {
        return Base64.getMimeDecoder().decode(tokens.pem().replaceAll("-----.*?-----", ""));
    }

    private static List<String> manyGroups() {
        return IntStream.range(0, 200)
                .mapToObj(i -> i == 150 ? RIGHT : "group-" + i)
                .toList();
    }

    private static Date in(int seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    private static String[] parts(String token) {
        return token.split("\\.");
    }

    private static String part(String token, int index) {
        return parts(token)[index];
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String unbase64(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
