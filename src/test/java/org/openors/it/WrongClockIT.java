package org.openors.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The clock of one node is an hour wrong for a while; the other node's is right. Sites work with both. It needs libfaketime,
 * which is a package of most Linux distributions.
 */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL, with libfaketime")
class WrongClockIT {

    private static final Path LIBRARY = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    /** The library reads its file once a second. A record that waits for more than 60 s is a finding. */
    private static final Duration LONG = Duration.ofSeconds(75);

    private static final int BESIDE = 4;
    private static final Duration OF_TOKENS = Duration.ofHours(2);

    private static Database database;
    private static Path offset;
    private static Nodes right;
    private static Nodes wrong;

    static boolean isToRun() {
        return Scale.isFull() && "postgresql".equals(System.getProperty("ors.it.database")) && Files.exists(LIBRARY);
    }

    @BeforeAll
    static void start() throws IOException {
        var home = Path.of("target", "it", "wrong-clock-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        offset = Files.writeString(Files.createDirectories(home).resolve("offset"), "+0");
        right = new Nodes(home.resolve("right"), 1, database.settings());
        var settings = new HashMap<>(database.settings());
        settings.putAll(Map.of(
                "LD_PRELOAD",
                LIBRARY.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                offset.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1"));
        wrong = new Nodes(home.resolve("wrong"), 1, settings);
    }

    @AfterAll
    static void stop() throws IOException {
        wrong.close();
        right.close();
        database.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1h", "-1h"})
    void aClockThatIsAnHourWrong(String hour) throws Exception {
        var beside = new Load(IntStream.range(0, BESIDE)
                .mapToObj(i -> new Site(right.api(0), call -> Optional.of(call.apply(right.api(0)))))
                .toList());
        new Fault("clock of one node wrong by " + hour, database, () -> withLongTokens(wrong.api(0)))
                .lasts(LONG, () -> Files.writeString(offset, hour), () -> Files.writeString(offset, "+0"));
        beside.stop();
    }

    /** Valid by both clocks. A token that is not is refused, as the node's own clock says. */
    private static Api withLongTokens(Api api) {
        var now = Instant.now();
        return api.as(api.tokens()
                .signed(api.tokens()
                        .claims(Api.ALL_RIGHTS)
                        .issueTime(Date.from(now.minus(OF_TOKENS)))
                        .expirationTime(Date.from(now.plus(OF_TOKENS)))
                        .claim("groups", List.of(Api.ALL_RIGHTS))
                        .build()));
    }
}
