package org.openors.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openors.it.OpenApi;

/** What the build writes, in a Git checkout and outside of one. */
class ReleaseTest {

    @Test
    void theBuildWritesVersionAndCommit() {
        assertThat(Release.version()).matches("[0-9]+[.][0-9]+.*");
        assertThat(Release.commit()).matches("[0-9a-f]{40}(-changed)?|unknown");
    }

    @Test
    void theApiDescriptionTellsBoth() {
        var info = OpenApi.published().document().at("/info");
        assertThat(info.at("/x-release").asString()).isEqualTo(Release.version());
        assertThat(info.at("/x-commit").asString()).isEqualTo(Release.commit());
    }

    /** Two builds of one commit are the same byte for byte. */
    @Test
    void theHeadersOfAnErrorStandInTheSameOrderInEachBuild() {
        var headers = OpenApi.published().document().at("/components/responses/TOO_MANY_REQUESTS/headers");
        assertThat(headers.propertyNames())
                .containsExactly("X-Request-Id", "Cache-Control", "RateLimit", "RateLimit-Policy", "Retry-After");
    }
}
