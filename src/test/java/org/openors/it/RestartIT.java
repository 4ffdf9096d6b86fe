package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was acknowledged survives {@code kill -9}; the embedded database is used as {@code start} sets it up by itself. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on both databases")
@ExtendWith(RunningService.class)
class RestartIT {

    @Test
    void aRegisteredDeviceAndItsPairAreStillThereAfterKill9(Database database) {
        var home = Path.of("target", "it", "restart-" + System.nanoTime()).toAbsolutePath();
        var tokens = new Tokens();
        var settings = new HashMap<String, String>(database.isPostgres() ? database.settings() : Map.of());
        settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
        settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(home));

        var first = Server.launch(home, settings).awaitReady();
        var before = new Api(first, tokens);
        var study = SampleStudy.in(before);
        var pair = Pair.registered(before, study);
        first.kill();

        try (var second = Server.launch(home, settings).awaitReady()) {
            var after = new Api(second, tokens);
            assertThat(pair.redeem(after).status()).isEqualTo(200);
            assertThat(Pair.recreated(after, study).id()).isEqualTo(pair.id());
        }
    }

    static boolean isToRun() {
        return Boolean.getBoolean("ors.reliability") || "h2".equals(System.getProperty("ors.it.database"));
    }
}
