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
    TakesChanges takesChanges;

    @Inject
    SigningKeys keys;

    private final TimedCheck databaseAnswers = new TimedCheck(() -> takesChanges.holds(), LIMIT);
    private final TimedCheck schemaIsCurrent = new TimedCheck(this::schemaIsCurrent, LIMIT);
    private volatile boolean migrated;

    @Override
    public HealthCheckResponse call() {
        boolean answers = databaseAnswers.holds();
        boolean current = answers && (migrated || schemaIsCurrent.holds());
        boolean key = keys.areKnown();
        boolean stopping = RequestsInFlight.isStopping();
        return Released.response()
                .status(answers && current && key && !stopping)
                .withData("database", answers)
                .withData("migrations", current)
                .withData("jwtKey", key)
                .withData("jwtKeySource", keySource())
                .withData("stopping", stopping)
                .build();
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
