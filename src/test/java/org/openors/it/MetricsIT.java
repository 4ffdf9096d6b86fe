package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.audit.AuditAction;
import org.openors.figures.Figure;

/** The figures over HTTP. That they are closed by default: {@link OtherMachinesIT}. */
@ExtendWith(RunningService.class)
class MetricsIT {

    static final String PATH = "/ec-ors-svc/metrics";
    private static final String TOKEN = "only-the-tests-know-this-metrics-token";
    private static final int WRONG_OTPS_THAT_LOCK = 10;

    static Path tokenFile(Path home) {
        try {
            return Files.writeString(Files.createDirectories(home).resolve("metrics.token"), TOKEN + "\n");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void onlyWhoHasTheTokenReadsThem(Api api) {
        assertThat(scrape(api, TOKEN).status()).isEqualTo(200);
        for (var refused : new Answer[] {
            scrape(api, TOKEN + "x"),
            api.sendTo("GET", api.server().uri(PATH), request -> request),
            api.as(null).sendTo("GET", api.server().uri(PATH), request -> request)
        }) {
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.body()).contains("ORS_401_01").doesNotContain("ors_");
        }
    }

    @Test
    void allButTheConnectorsAreThereFromTheStart(Api api) {
        SampleStudy.in(api);
        var text = scrape(api, TOKEN).body();
        var names = Arrays.stream(Figure.values())
                .filter(figure -> !figure.wireName().startsWith("ors_connector_"))
                .map(figure -> "# TYPE " + figure.wireName() + " ")
                .collect(Collectors.toList());
        assertThat(text).contains(names);
        assertThat(value(text, "ors_ready")).isEqualTo(1);
        assertThat(value(text, "ors_pool_connections_limit")).isEqualTo(32);
        assertThat(value(text, "ors_pool_connections_used")).isBetween(0.0, 32.0);
        assertThat(value(text, "ors_pool_wait_seconds")).isBetween(0.0, 5.0);
        assertThat(value(text, "ors_checkpoint_age_seconds")).isBetween(0.0, 1500.0);
    }

    /** Also of an action that nobody has asked for yet: the alert tells of the first one. */
    @Test
    void failuresThatNobodyForesawAreThereFromTheStart(Api api) {
        var text = scrape(api, TOKEN).body();
        assertThat(text)
                .contains(Arrays.stream(AuditAction.values())
                        .map(action -> "\nors_operations_total{action=\"" + action + "\",code=\"ORS_500_01\"} ")
                        .toList());
    }

    @Test
    void eachOutcomeOfTheMainJobIsCounted(Api api) {
        var study = SampleStudy.in(api);
        Pair.registered(api, study);
        var before = scrape(api, TOKEN).body();
        var pair = Pair.recreated(api, study);
        assertThat(api.put(study.accessCodePath(study.undispensed)).status()).isEqualTo(400);
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        var after = scrape(api, TOKEN).body();
        for (var outcome : new String[] {
            "{action=\"RECREATE_ACCESS_CODE\",code=\"OK\"}",
            "{action=\"RECREATE_ACCESS_CODE\",code=\"ORS_400_04\"}",
            "{action=\"BOOTSTRAP_DEVICE\",code=\"OK\"}"
        }) {
            assertThat(value(after, "ors_operations_total" + outcome))
                    .as(outcome)
                    .isGreaterThanOrEqualTo(value(before, "ors_operations_total" + outcome) + 1);
        }
    }

    @Test
    void aPairThatWrongOtpsLockIsCountedOnce(Api api) {
        var study = SampleStudy.in(api);
        Pair.registered(api, study);
        var pair = Pair.recreated(api, study);
        var before = value(scrape(api, TOKEN).body(), "ors_lockouts_total");
        for (int i = 0; i < WRONG_OTPS_THAT_LOCK + 2; i++) {
            assertThat(pair.withWrongOtp().redeem(api).status()).isEqualTo(401);
        }
        assertThat(value(scrape(api, TOKEN).body(), "ors_lockouts_total"))
                .isGreaterThanOrEqualTo(before + 1)
                .isLessThan(before + 2);
    }

    private static Answer scrape(Api api, String token) {
        return api.as(token).sendTo("GET", api.server().uri(PATH), request -> request);
    }

    private static double value(String text, String sample) {
        return text.lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElse(0);
    }
}
