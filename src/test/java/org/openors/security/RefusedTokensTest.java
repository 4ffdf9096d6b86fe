package org.openors.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.LoggedLines;

/** What the log says of refused tokens; it is 1970-01-12T13:46:40Z, which is 1,000,000 s after the epoch. */
class RefusedTokensTest {

    private static final Instant START = Instant.ofEpochSecond(1_000_000);

    private final RefusedTokens refused = new RefusedTokens();
    private final HttpServletRequest request = fake(
            HttpServletRequest.class,
            (any, called, arguments) -> called.getName().equals("getAttribute") ? "REF" : null);

    @RegisterExtension
    final LoggedLines log = new LoggedLines(RefusedTokens.class);

    @BeforeEach
    void start() {
        at(Duration.ZERO);
    }

    @Test
    void thereIsALineForEachCauseAndMinuteWithTheNumberOfOthers() {
        note(TokenFault.FORM, 3);
        note(TokenFault.SIGNATURE, 1);
        assertThat(log.lines())
                .containsExactly(
                        "INFO a token was refused: it is no signed JSON Web Token reference=REF",
                        "INFO a token was refused: its signature is not by a known key reference=REF");
        log.lines().clear();
        at(RefusedTokens.PAUSE.minusNanos(1));
        note(TokenFault.FORM, 1);
        assertThat(log.lines()).isEmpty();
        at(RefusedTokens.PAUSE);
        note(TokenFault.FORM, 2);
        note(TokenFault.SIGNATURE, 1);
        assertThat(log.lines())
                .containsExactly(
                        "INFO a token was refused: it is no signed JSON Web Token reference=REF others=3",
                        "INFO a token was refused: its signature is not by a known key reference=REF");
        log.lines().clear();
        at(RefusedTokens.PAUSE.multipliedBy(2));
        note(TokenFault.FORM, 1);
        assertThat(log.lines()).singleElement().asString().endsWith(" others=1");
        assertThat(log.thrown()).isEmpty();
    }

    /** A clock that was set back must not silence the log. */
    @Test
    void aClockThatWasSetBackEndsThePauseToo() {
        note(TokenFault.FORM, 1);
        at(RefusedTokens.PAUSE.negated());
        note(TokenFault.FORM, 1);
        assertThat(log.lines()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'alg':'HS256'} | {} | its algorithm is not accepted: HS256",
                "{} | {} | its algorithm is not accepted: none",
                "{'alg':'RS256','crit':['x']} | {} | it has a critical header",
                "{'alg':'RS256','typ':'logout+jwt'} | {} | its typ is neither JWT nor at+jwt: logout+jwt",
                "{'alg':'RS256','typ':1} | {} | its typ is neither JWT nor at+jwt: no text",
                "{'alg':'RS256'} | {} | a claim is missing or has another form than it must have: iss is missing",
                "{'alg':'RS256'} | {'iss':1} | a claim is missing or has another form than it must have: iss must be a text",
                "{'alg':'RS256'} | {'iss':'other'} | its issuer is not that of MP_JWT_VERIFY_ISSUER: other",
                "{'alg':'RS256'} | {'iss':'i','exp':1000000,'iat':1} | it has expired: at 1970-01-12T13:46:40Z",
                "{'alg':'RS256'} | {'iss':'i','iat':1} | a claim is missing or has another form than it must have: exp is missing",
                "{'alg':'RS256'} | {'iss':'i','exp':1000001,'iat':'1'} | a claim is missing or has another form than it must have: iat must be a time in seconds",
                "{'alg':'RS256'} | {'iss':'i','exp':1000002,'iat':1000001} | it is not valid yet: iat is 1970-01-12T13:46:41Z, now is 1970-01-12T13:46:40Z",
                "{'alg':'RS256'} | {'iss':'i','exp':1000002,'iat':1000000,'nbf':1000002} | it is not valid yet: nbf is 1970-01-12T13:46:42Z, now is 1970-01-12T13:46:40Z",
                "{'alg':'RS256'} | {'iss':'i','exp':1003600,'iat':999999} | its lifetime is longer than ORS_TOKEN_MAX_LIFETIME: PT1H1S instead of PT1H",
                "{'alg':'RS256'} | {'iss':'i','exp':1000001,'iat':1} | its lifetime is longer than ORS_TOKEN_MAX_LIFETIME: PT277H46M40S instead of PT1H",
                "{'alg':'RS256'} | {'iss':'i','exp':1000001,'iat':999999,'sub':' '} | a claim is missing or has another form than it must have: sub must have 1 to 255 characters",
                "{'alg':'RS256'} | {'iss':'i','exp':1000001,'iat':999999,'sub':'s','groups':'a'} | a claim is missing or has another form than it must have: groups must be a list of texts",
                "{'alg':'RS256'} | {'iss':'i','exp':1000001,'iat':999999,'sub':'s','aud':['a','b']} | its audience is none of MP_JWT_VERIFY_AUDIENCES: [a, b]",
                "{'alg':'RS256'} | {'iss':'i','exp':1000001,'iat':999999,'sub':'s'} | its audience is none of MP_JWT_VERIFY_AUDIENCES: []"
            })
    void everyCauseIsNamed(String header, String claims, String cause) {
        try {
            var token = SignedToken.parse(base64(header) + "." + base64(claims) + ".AAAA");
            TokenHeader.check(token.header(), TokenHeader.ALGORITHMS);
            new TokenRules("i", Duration.ofHours(1), List.of("ors"), Clock.fixed(START, ZoneOffset.UTC))
                    .check(new TokenClaims(token));
            throw new AssertionError("accepted");
        } catch (BadToken token) {
            assertThat(token).hasMessage(cause);
        }
    }

    /** A stranger chose it: no line of its own, no endless one. */
    @Test
    void aValueOfTheTokenIsShownAsAHundredPrintableCharacters() {
        assertThat(new BadToken(TokenFault.KEY, "a\nb\tc\u2028d\u001b[31mé"))
                .hasMessage("no known key has its key id: a?b?c?d?[31m?");
        assertThat(new BadToken(TokenFault.KEY, "x".repeat(100)))
                .hasMessage("no known key has its key id: " + "x".repeat(100));
        assertThat(new BadToken(TokenFault.KEY, "x".repeat(101)))
                .hasMessage("no known key has its key id: " + "x".repeat(100) + "...");
    }

    private void note(TokenFault fault, int times) {
        for (int i = 0; i < times; i++) {
            refused.note(new BadToken(fault), request);
        }
    }

    private void at(Duration sinceTheStart) {
        refused.clock = Clock.fixed(START.plus(sinceTheStart), ZoneOffset.UTC);
    }

    private static String base64(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
