package org.openors.metrics;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.Readiness;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.health.ReadinessCheck;
import org.openors.http.RequestsInFlight;
import org.openors.release.Release;

/** The gauges of the process as a whole. */
@ApplicationScoped
class ProcessFigures {

    /** What a server's configuration may offer: the use of its pool, which no API of Jakarta EE tells. */
    private static final String POOL = "org.openors:type=Pool";

    @Resource(lookup = "jdbc/ors")
    DataSource database;

    @Inject
    Figures figures;

    @Inject
    Clock clock;

    @Inject
    @Readiness
    ReadinessCheck readiness;

    void offer(@Observes @Initialized(ApplicationScoped.class) Object start) {
        figures.count(Figure.RELEASE, Release.version(), Release.commit());
        figures.gauge(Figure.REQUESTS_IN_FLIGHT, RequestsInFlight::workedOn);
        figures.gauge(Figure.POOL_USED, () -> ofPool("Used"));
        figures.gauge(Figure.POOL_LIMIT, () -> ofPool("Limit"));
        figures.gauge(Figure.POOL_WAIT, this::poolWait);
        figures.gauge(Figure.READY, () -> readiness.isReady() ? 1 : 0);
    }

    private static double ofPool(String attribute) {
        try {
            var value = ManagementFactory.getPlatformMBeanServer().getAttribute(new ObjectName(POOL), attribute);
            return ((Number) value).doubleValue();
        } catch (JMException notOffered) {
            return Double.NaN;
        }
    }

    /** Seconds until the pool gave a connection, or until it gave up. */
    private double poolWait() {
        var start = clock.instant();
        try {
            database.getConnection().close();
        } catch (SQLException unavailable) {
            // The time until then is what is asked for.
        }
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
