package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service behind PgBouncer in transaction mode, where each transaction may get another connection of the database. PgBouncer is not
 * on Maven Central: the test runs where the machine has it.
 */
@EnabledIf(value = "isToRun", disabledReason = "it needs pgbouncer on the PATH, and runs on PostgreSQL")
class PgBouncerIT {

    private static final Pattern POSTGRES = Pattern.compile("//127.0.0.1:(\\d+)/(\\w+)");
    private static final int PAIRS = 20;

    static boolean isToRun() {
        return "postgresql".equals(System.getProperty("ors.it.database")) && isThere("pgbouncer");
    }

    @Test
    void theMainJobRacesAndSealingWorkWithPrepareThreshold0(@TempDir Path directory)
            throws IOException, SQLException, InterruptedException {
        var home = directory.resolve("home");
        try (var database = Database.postgres(home)) {
            int port = Server.freePort();
            var bouncer = start(directory, database, port);
            try {
                var tokens = new Tokens();
                Map<String, String> settings = new HashMap<>(database.settings());
                settings.put("ORS_DB_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres?prepareThreshold=0");
                settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
                settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKey(home));
                try (var server = Server.launch(home, settings).awaitReady()) {
                    use(new Api(server, tokens));
                }
            } finally {
                bouncer.destroy();
                assertThat(bouncer.waitFor()).isNotNull();
            }
        }
    }

    private static void use(Api api) throws InterruptedException {
        var study = SampleStudy.in(api);
        Pair.registered(api, study);
        Races.twoRecreationsAtOnce(api, PAIRS);
        Races.sixteenRedemptionsAtOnce(api, PAIRS);
        assertThat(Pair.recreated(api, study).redeem(api).status()).isEqualTo(200);
        var verified = api.get(study.path() + "/audit/verification");
        for (int i = 0; i < 100 && !verified.body().contains("\"unsealed\":0"); i++) {
            Server.pause();
            verified = api.get(study.path() + "/audit/verification");
        }
        assertThat(verified.body()).contains("\"valid\":true", "\"unsealed\":0");
    }

    /** With fewer connections to the database than the service has to PgBouncer. */
    private static Process start(Path directory, Database database, int port) throws IOException {
        var postgres = POSTGRES.matcher(database.url());
        assertThat(postgres.find()).isTrue();
        var users = Files.writeString(
                directory.resolve("users"),
                "\"ors_app\" \"" + database.settings().get("ORS_DB_PASSWORD") + "\"\n");
        var file = Files.writeString(directory.resolve("pgbouncer.ini"), """
                [databases]
                postgres = host=127.0.0.1 port=${postgres} dbname=${name}
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = ${port}
                unix_socket_dir =
                auth_type = plain
                auth_file = ${users}
                pool_mode = transaction
                default_pool_size = 8
                max_client_conn = 100
                ignore_startup_parameters = extra_float_digits
                """.replace("${postgres}", postgres.group(1))
                .replace("${name}", postgres.group(2))
                .replace("${port}", Integer.toString(port))
                .replace("${users}", users.toString()));
        for (var readable : List.of(directory, users, file)) {
            Files.setPosixFilePermissions(readable, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var command = new ArrayList<>(List.of("pgbouncer", "-q"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "nobody"));
        }
        command.add(file.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("pgbouncer.log").toFile())
                .start();
    }

    private static boolean isThere(String program) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
