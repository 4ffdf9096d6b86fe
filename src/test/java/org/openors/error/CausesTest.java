package org.openors.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CausesTest {

    private final IOException inner = new IOException("inner");
    private final RuntimeException outer = new IllegalStateException("outer", inner);

    @Test
    void beginWithTheFailureItself() {
        assertThat(Causes.of(outer)).containsExactly(outer, inner);
        assertThat(Causes.of(null)).isEmpty();
    }

    @Test
    void theFirstOfATypeIsFound() {
        assertThat(Causes.first(outer, IOException.class)).contains(inner);
        assertThat(Causes.first(outer, Exception.class)).contains(outer);
        assertThat(Causes.first(outer, Error.class)).isEmpty();
    }

    @Test
    void aCircleEnds() {
        inner.initCause(outer);
        assertThat(Causes.first(outer, Error.class)).isEmpty();
    }
}
