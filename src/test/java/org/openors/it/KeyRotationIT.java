package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openors.keys.TestKeys;

/** A key is added while the service runs; pairs of the old key stay live, and the trail of both stays verifiable. */
@ExtendWith(RunningService.class)
class KeyRotationIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void theNewestKeyMakesWhatIsNewAndOldPairsStayLive(Api api, Database database) throws IOException, SQLException {
        var study = SampleStudy.in(api);
        var old = Pair.registered(api, study);
        var rotated = "k" + System.nanoTime();
        var before = add(rotated, database.keyFile());
        Waiting.until(LIMIT, () -> !recordsOf(rotated, database).isEmpty());

        assertThat(keyOf(old, database)).isEqualTo(before);
        assertThat(old.redeem(api).status()).isEqualTo(200);
        var fresh = Pair.recreated(api, study);
        assertThat(keyOf(fresh, database)).isEqualTo(rotated);
        assertThat(fresh.redeem(api).status()).isEqualTo(200);
        assertThat(database.rows("SELECT key_id FROM key_check")).contains(List.of(before), List.of(rotated));
        assertThat(recordsOf(rotated, database)).containsExactly(List.of("Success", before, rotated, rotated));
        assertThat(api.get(study.path() + "/audit/verification").json().getBoolean("valid"))
                .isTrue();
    }

    /** A key is added before it is used. Meanwhile somebody writes that it is used already, as the service's own role can. */
    @Test
    void theFirstUseOfAKeyIsRecordedWhateverTheDatabaseSays(Database database) throws IOException, SQLException {
        var file = database.keyFile();
        var before = Files.readString(file);
        var next = "n" + System.nanoTime();
        var line = next + ":" + TestKeys.base64();
        Files.writeString(file, line + "\n" + before);
        Waiting.until(LIMIT, () -> database.rows("SELECT key_id FROM key_check").contains(List.of(next)));
        database.update("UPDATE key_in_use SET key_id = '" + next + "'");
        Files.writeString(file, before + "\n" + line);
        Waiting.until(LIMIT, () -> !recordsOf(next, database).isEmpty());
        assertThat(recordsOf(next, database)).containsExactly(List.of("Success", next, next, next));
    }

    /** Adds a key as the last line and returns the id of the one before; a file of one key may leave its id out. */
    private static String add(String id, Path file) throws IOException {
        var lines = Files.readAllLines(file);
        Files.writeString(file, "\n" + id + ":" + TestKeys.base64(), StandardOpenOption.APPEND);
        var last = lines.get(lines.size() - 1);
        return last.contains(":") ? last.substring(0, last.indexOf(':')) : "1";
    }

    private static List<List<String>> recordsOf(String id, Database database) throws SQLException {
        return database.rows("SELECT outcome, state_before, state_after, key_id FROM audit_record"
                + " WHERE action = 'ROTATE_KEY' AND state_after = '" + id + "'");
    }

    private static String keyOf(Pair pair, Database database) throws SQLException {
        return database.rows("SELECT key_id FROM bootstrap_credential WHERE access_id = '" + pair.accessId() + "'")
                .get(0)
                .get(0);
    }
}
