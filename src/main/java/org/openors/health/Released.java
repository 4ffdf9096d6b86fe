package org.openors.health;

import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.openors.release.Release;

/** What the answer of each check begins with: which release answers, so that a rolling upgrade can be watched. */
final class Released {

    private Released() {}

    static HealthCheckResponseBuilder response() {
        return HealthCheckResponse.named("ec-ors-svc")
                .withData("version", Release.version())
                .withData("commit", Release.commit());
    }
}
