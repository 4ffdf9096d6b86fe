package org.openors.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Live: the application answers. Faults that a restart does not repair are not checked here. */
@org.eclipse.microprofile.health.Liveness
@ApplicationScoped
public class LivenessCheck implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        return HealthResponse.withRelease().up().build();
    }
}
