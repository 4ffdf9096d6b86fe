package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens and rights: the contract's section 1. */
@ExtendWith(RunningService.class)
class RightsIT {

    private static final String STUDY = SampleStudy.id();
    private static final String OTHER = SampleStudy.id();

    @Test
    void grantsARightWhereItsGroupSays(Api api) {
        var granted = List.of(
                "DeviceActionsPost",
                "DeviceActionsPost@" + STUDY + "/active",
                "DeviceActionsPost@" + STUDY + "/*",
                "DeviceActionsPost@" + STUDY.toLowerCase(Locale.ROOT) + "/active");
        assertThat(granted)
                .allSatisfy(group -> assertThat(codeFor(api.withGroups(group), STUDY, "active"))
                        .isEqualTo("ORS_404_01"));
    }

    @Test
    void refusesARightElsewhere(Api api) {
        var refused = List.of(
                "DeviceActionsGet",
                "StudyDataPut",
                "deviceactionspost",
                "DeviceActionsPost@" + STUDY + "/test",
                "DeviceActionsPost@" + OTHER + "/active",
                "DeviceActionsPost@*/active",
                "DeviceActionsPost@*/*",
                "DeviceActionsPost@" + STUDY,
                "DeviceActionsPost@" + STUDY + "/",
                "DeviceActionsPost@" + STUDY + "/active/more");
        assertThat(refused)
                .allSatisfy(group -> assertThat(codeFor(api.withGroups(group), STUDY, "active"))
                        .isEqualTo("ORS_403_01"));
    }

    @Test
    void namesTheMissingRightTheStudyAndTheMode(Api api) {
        var answer = api.withGroups().put(path(STUDY, "active"));
        AccessCodeIT.assertRefused(
                answer,
                403,
                "ORS_403_01",
                "RIGHT_MISSING",
                "The right DeviceActionsPost is missing in study " + STUDY + ", mode active",
                "");
    }

    @Test
    void refusesBadTokens(Api api) {
        var tokens = api.tokens();
        var now = Instant.now();
        var good = tokens.with("DeviceActionsPost");
        var foreign = new Tokens().with("DeviceActionsPost");
        var parts = good.split("\\.");
        var bad = Stream.of(
                "",
                "x",
                foreign,
                good + "x",
                good + ".",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                parts[0] + "." + foreign.split("\\.")[1] + "." + parts[2],
                base64("{\"alg\":\"none\"}") + "." + parts[1] + ".",
                tokens.signed(tokens.claims("DeviceActionsPost")
                        .issuer("https://other.example.org")
                        .build()),
                tokens.signed(tokens.claims("DeviceActionsPost").issuer(null).build()),
                tokens.signed(tokens.claims("DeviceActionsPost").subject(null).build()),
                tokens.signed(tokens.claims("DeviceActionsPost").subject(" ").build()),
                tokens.signed(
                        tokens.claims("DeviceActionsPost").expirationTime(null).build()),
                tokens.signed(tokens.claims("DeviceActionsPost").issueTime(null).build()),
                tokens.signed(tokens.claims("DeviceActionsPost")
                        .expirationTime(Date.from(now.minusSeconds(5)))
                        .build()),
                tokens.signed(tokens.claims("DeviceActionsPost")
                        .expirationTime(Date.from(now.plusSeconds(90_000)))
                        .build()),
                tokens.signed(tokens.claims("DeviceActionsPost")
                        .issueTime(Date.from(now.plusSeconds(60)))
                        .build()),
                tokens.signed(tokens.claims("DeviceActionsPost")
                        .notBeforeTime(Date.from(now.plusSeconds(60)))
                        .build()),
                tokens.signed(tokens.claims("DeviceActionsPost")
                        .claim("groups", "DeviceActionsPost")
                        .build()),
                tokens.signed(
                        new JWSHeader.Builder(JWSAlgorithm.RS512).build(),
                        tokens.claims("DeviceActionsPost").build()),
                tokens.signed(
                        new JWSHeader.Builder(JWSAlgorithm.PS256).build(),
                        tokens.claims("DeviceActionsPost").build()));

        assertThat(bad)
                .allSatisfy(token -> AccessCodeIT.assertRefused(
                        api.as(token).put(path(STUDY, "active")),
                        401,
                        "ORS_401_01",
                        "UNAUTHENTICATED",
                        "A valid bearer token is required",
                        ""));
        assertThat(codeFor(api.as(good), STUDY, "active")).isEqualTo("ORS_404_01");
    }

    private static String base64(String text) {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static String codeFor(Api api, String study, String mode) {
        return api.put(path(study, mode)).errorCode();
    }

    private static String path(String study, String mode) {
        return "/v1.0/studies/" + study + "/" + mode + "/subjects/" + SampleStudy.id() + "/devices/" + SampleStudy.id()
                + "/access-code?mSubjectId=x";
    }
}
