package org.openors.health;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.openors.database.Migrations;
import org.openors.http.RequestsInFlight;
import org.openors.security.SigningKeys;

/**
 * Ready: the database takes changes, all migrations are applied, a key for tokens is known, and the process is not
 * stopping. It answers within {@link #LIMIT} for each of what it asks, also if the database hangs. No check asks the
 * provider of the keys.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class ReadinessCheck implements HealthCheck {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    Migrations migrations;

    @Inject
    DatabaseWriteCheck writeCheck;

    @Inject
    SigningKeys keys;

    private final TimedCheck databaseAnswers = new TimedCheck(() -> writeCheck.holds(), LIMIT);
    private final TimedCheck schemaIsCurrent = new TimedCheck(this::schemaIsCurrent, LIMIT);
    private volatile boolean migrated;

    @Override
    public HealthCheckResponse call() {
        var state = ask();
        return HealthResponse.withRelease()
                .status(state.isReady())
                .withData("database", state.database())
                .withData("migrations", state.migrations())
                .withData("jwtKey", state.key())
                .withData("jwtKeySource", keySource())
                .withData("stopping", state.stopping())
                .build();
    }

    /**
     * What the check says. Asking it costs the database what a health check costs: at most one change a second, on the embedded
     * database one in half a minute.
     */
    public boolean isReady() {
        return ask().isReady();
    }

    private State ask() {
        boolean answers = databaseAnswers.holds();
        boolean current = answers && (migrated || schemaIsCurrent.holds());
        return new State(answers, current, keys.areKnown(), RequestsInFlight.isStopping());
    }

    private record State(boolean database, boolean migrations, boolean key, boolean stopping) {

        boolean isReady() {
            return database && migrations && key && !stopping;
        }
    }

    /** Degraded: tokens of known keys are accepted, but a new key can't be learned. The node stays ready. */
    private String keySource() {
        return keys.unreadableSince().map(since -> "DEGRADED since " + since).orElse("OK");
    }

    /** Asked until it is true. After that it stays true, as a schema never goes back. */
    private boolean schemaIsCurrent() {
        migrated = migrations.areApplied(database);
        return migrated;
    }
}
