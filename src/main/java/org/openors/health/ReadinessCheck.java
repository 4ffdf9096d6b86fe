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
import org.openors.security.TokenKey;
import org.openors.settings.Settings;

/**
 * Ready: the database takes changes, all migrations are applied, the key for tokens can be read, and the process is not
 * stopping. It answers within {@link #LIMIT} for each of what it asks, also if the database or the key's source hangs.
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

    private final TimedCheck databaseAnswers = new TimedCheck(() -> takesChanges.holds(), LIMIT);
    private final TimedCheck schemaIsCurrent = new TimedCheck(this::schemaIsCurrent, LIMIT);
    private final TimedCheck keyIsReadable = new TimedCheck(ReadinessCheck::keyIsReadable, LIMIT);
    private volatile boolean migrated;

    @Override
    public HealthCheckResponse call() {
        boolean answers = databaseAnswers.holds();
        boolean current = answers && (migrated || schemaIsCurrent.holds());
        boolean key = keyIsReadable.holds();
        boolean stopping = RequestsInFlight.isStopping();
        return HealthCheckResponse.named("ec-ors-svc")
                .status(answers && current && key && !stopping)
                .withData("database", answers)
                .withData("migrations", current)
                .withData("jwtKey", key)
                .withData("stopping", stopping)
                .build();
    }

    /** Asked until it is true. After that it stays true, as a schema never goes back. */
    private boolean schemaIsCurrent() {
        migrated = migrations.areApplied(database);
        return migrated;
    }

    private static boolean keyIsReadable() {
        return Settings.text("MP_JWT_VERIFY_PUBLICKEY_LOCATION")
                .filter(TokenKey::isReadable)
                .isPresent();
    }
}
