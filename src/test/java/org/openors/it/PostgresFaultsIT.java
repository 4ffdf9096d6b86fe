package org.openors.it;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A PostgreSQL and a network that fail in each way that can be tried on one machine. */
@Tag("reliability")
@EnabledIf(value = "isToRun", disabledReason = "mvn -Preliability verify runs it on PostgreSQL")
class PostgresFaultsIT {

    private static final Duration SHORT = Duration.ofSeconds(5);
    /** Longer than a caller waits. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final int MAX_CONNECTIONS = 300;

    private static Database database;
    private static PostgresProcess postgres;
    private static Wire wire;
    private static Nodes nodes;

    static boolean isToRun() {
        return Scale.isFull() && "postgresql".equals(System.getProperty("ors.it.database"));
    }

    @BeforeAll
    static void start() throws SQLException {
        var home = Path.of("target", "it", "faults-" + System.nanoTime()).toAbsolutePath();
        database = Database.postgres(home);
        postgres = new PostgresProcess(database);
        wire = new Wire(Integer.parseInt(database.rows("SHOW port").get(0).get(0)));
        var settings = new HashMap<>(database.settings());
        settings.put("ORS_DB_URL", "jdbc:postgresql://127.0.0.1:" + wire.port() + "/postgres");
        nodes = new Nodes(home, 1, settings);
    }

    @AfterAll
    static void stop() throws IOException {
        nodes.close();
        wire.close();
        database.close();
    }

    @Test
    void aStoppedDatabase() throws Exception {
        fault("database stopped").lasts(SHORT, postgres::stop, postgres::start);
    }

    @Test
    void aRestartedDatabase() throws Exception {
        fault("database restarted at once, as after kill -9").lasts(Duration.ZERO, postgres::restart, () -> {});
    }

    @Test
    void aHungDatabase() throws Exception {
        fault("database hung (SIGSTOP)").lasts(LONG, postgres::hang, postgres::goOn);
    }

    @Test
    void aNetworkThatIsCut() throws Exception {
        fault("network cut, nobody is told").lasts(LONG, wire::cut, wire::mend);
    }

    @Test
    void aSlowNetworkThatLosesParts() throws Exception {
        fault("network with 200 ms delay and 5 % of parts lost")
                .lasts(LONG, () -> wire.slowDown(200, 0.05), () -> wire.slowDown(0, 0));
    }

    @Test
    void aDatabaseThatIsReadOnly() throws Exception {
        fault("database read-only").lasts(SHORT, () -> readOnly("on"), () -> readOnly("off"));
    }

    private static void readOnly(String state) throws SQLException {
        database.update("ALTER SYSTEM SET default_transaction_read_only = " + state);
        database.rows("SELECT pg_reload_conf()");
    }

    @Test
    void aDatabaseWithoutConnections() throws Exception {
        var others = new ArrayList<Connection>();
        fault("database out of connections").lasts(SHORT, () -> takeAllConnections(others), () -> close(others));
    }

    /** Others take all places, and the service's connections end. The last places are the superuser's. */
    private static void takeAllConnections(List<Connection> others) throws SQLException {
        try {
            while (true) {
                others.add(database.connect());
            }
        } catch (SQLException full) {
            try (var statement = others.get(0).createStatement()) {
                statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ors_app'");
            }
        }
        fillUp(others);
    }

    /** The places of the ended connections too. */
    private static void fillUp(List<Connection> others) {
        try {
            while (others.size() < MAX_CONNECTIONS) {
                others.add(database.connect());
            }
        } catch (SQLException full) {
            // As intended.
        }
    }

    private static void close(List<Connection> others) throws SQLException {
        for (var other : others) {
            other.close();
        }
    }

    private static Fault fault(String name) {
        return new Fault(name, database, () -> nodes.api(0));
    }
}
