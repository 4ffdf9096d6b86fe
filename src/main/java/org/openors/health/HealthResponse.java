package org.openors.health;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.openors.release.Release;

/** The response of each health check. It says which release answers, so that a rolling upgrade can be watched. */
final class HealthResponse {

    private HealthResponse() {}

    static HealthCheckResponseBuilder withRelease() {
        return HealthCheckResponse.named("ec-ors-svc")
                .withData("version", Release.version())
                .withData("commit", Release.commit());
    }
}
