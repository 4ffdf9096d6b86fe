package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock of one of two nodes is wrong by an hour. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL")
class WrongClockIT {

    private static final Tokens TOKENS = new Tokens();
    private static final Path HOME =
            Path.of("target", "it", "wrong-clock-" + System.nanoTime()).toAbsolutePath();

    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static Database database;
    private static Map<String, String> settings;
    private static Server right;

    static boolean isToRun() {
        return Scale.isFull()
                && "postgresql".equals(System.getProperty("ors.it.database"))
                && Server.isOn(Server.PAYARA_MICRO);
    }

    @BeforeAll
    static void start() throws IOException {
        database = Database.postgres(HOME);
        settings = new HashMap<>(database.settings());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", TOKENS.publishKey(HOME));
        right = Server.launch(HOME.resolve("right"), settings).awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        right.close();
        database.close();
    }

    /** Whoever has a new token is refused by this node. What it does for a long-lived token is right, and in the trail. */
    @ParameterizedTest
    @ValueSource(strings = {"PT1H", "PT-1H"})
    void aNodeWhoseClockIsWrong(Duration ahead) throws Exception {
        var home = Files.createDirectories(HOME.resolve("ahead-" + ahead));
        try (var wrong = Server.launchBuilt(
                        OtherClock.built(home.resolve("project"), ahead),
                        Server.freePort(),
                        home.resolve("wrong"),
                        settings)
                .awaitReady()) {
            var refused = new Api(wrong, TOKENS).as(ofThisMinute()).get("/studies");
            assertThat(refused.status()).as(refused.body()).isEqualTo(401);
            assertThat(refused.errorCode()).isEqualTo("ORS_401_01");

            var there = new Api(wrong, TOKENS).as(longLived());
            var here = new Api(right, TOKENS).as(longLived());
            var site = new Site(here, call -> Optional.of(call.apply(here)));
            for (int i = 0; i < 5; i++) {
                passOn(site, there, here);
                passOn(site, here, there);
            }
            assertThat(site.errors()).isEmpty();
            try (var connection = database.connect()) {
                StateAndTrail.requireToAgree(connection, site);
            }
            var verification = validSoon(here, site.study);
            ReliabilityReport.add(
                    "fault: clock of a node wrong by " + ahead,
                    "ready; a token of this minute 401; 5 pairs made there and redeemed here, 5 made here and redeemed there: all"
                            + " 200; " + site.acknowledged().size()
                            + " acknowledged changes, 0 lost; trail complete and valid, "
                            + verification.getInt("sealedLate") + " records reported as sealed late");
        }
    }

    /** By the clock of another node, a record of a slow one has waited for its seal for an hour. */
    private static JsonObject validSoon(Api api, SampleStudy study) throws InterruptedException {
        var end = Instant.now().plus(RECOVERY);
        var verification = api.get(study.path() + "/audit/verification").json();
        while (!verification.getBoolean("valid") && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            verification = api.get(study.path() + "/audit/verification").json();
        }
        assertThat(verification.getBoolean("valid")).as(verification.toString()).isTrue();
        return verification;
    }

    /** A pair made by one node is redeemed by another. */
    private static void passOn(Site site, Api maker, Api redeemer) {
        site.ask(200, any -> maker.put(site.study.accessCodePath(site.study.monitor)))
                .ifPresent(site::issued);
        site.ask(200, any -> site.last().redeem(redeemer)).ifPresent(site::acknowledged);
    }

    /** By the clock of the wrong node, it is over or not good yet. */
    private static String ofThisMinute() {
        var now = Instant.now();
        return token(now, now.plus(Duration.ofMinutes(5)));
    }

    /** Good by the clock of each node. */
    private static String longLived() {
        var now = Instant.now();
        return token(now.minus(Duration.ofHours(2)), now.plus(Duration.ofHours(2)));
    }

    private static String token(Instant from, Instant to) {
        return TOKENS.signed(TOKENS.claims(Api.ALL_RIGHTS)
                .issueTime(Date.from(from))
                .expirationTime(Date.from(to))
                .build());
    }
}
