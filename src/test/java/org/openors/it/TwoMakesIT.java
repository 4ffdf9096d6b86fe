package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Two servers of different makes, and with that mostly two JPA providers, work on one PostgreSQL as two equal nodes do. */
@EnabledIf(value = "isToRun", disabledReason = "the profiles of other servers run it on PostgreSQL")
class TwoMakesIT {

    private static final int TIMES = 50;
    private static final Duration SEALING_IS_TAKEN_OVER = Duration.ofSeconds(60);

    static boolean isToRun() {
        return !Server.isOn(Server.PAYARA_MICRO) && "postgresql".equals(System.getProperty("ors.it.database"));
    }

    @Test
    void racesAreWonOnceAndTheOtherMakeSealsOnAfterAKill() throws IOException, SQLException, InterruptedException {
        var home = Path.of("target", "it", "two-makes-" + System.nanoTime()).toAbsolutePath();
        var tokens = new Tokens();
        try (var database = Database.postgres(home)) {
            Map<String, String> settings = new HashMap<>(database.settings());
            settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
            settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
            var payara = Server.launchOn(Server.PAYARA_MICRO, home.resolve("payara"), settings);
            try (var other = Server.launch(home.resolve("other"), settings).awaitReady()) {
                var both = new Api(List.of(payara.awaitReady(), other), tokens);
                Races.sixteenRedemptionsAtOnce(both, TIMES);
                Races.twoRecreationsAtOnce(both, TIMES);

                var study = SampleStudy.in(both);
                study.registerMonitor(both);
                payara.kill();
                var left = new Api(other, tokens);
                assertThat(Pair.recreated(left, study).redeem(left).status()).isEqualTo(200);
                Waiting.until(
                        SEALING_IS_TAKEN_OVER,
                        () -> database.rows("SELECT 1 FROM audit_unsealed LIMIT 1")
                                .isEmpty());
                assertThat(left.get(study.path() + "/audit/verification").json().getBoolean("valid"))
                        .isTrue();
            } finally {
                payara.kill();
            }
        }
    }
}
