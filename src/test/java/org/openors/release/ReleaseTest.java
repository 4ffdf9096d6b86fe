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
}
