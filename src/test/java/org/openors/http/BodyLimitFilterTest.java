package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.openors.Fake.fake;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** On a server that does not know the principal of a token: not every server asks the WAR's mechanism. */
class BodyLimitFilterTest {

    private static final int ABOVE_THE_LIMIT = 8 * 1024 + 1;

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    private final BodyLimitFilter filter = new BodyLimitFilter();
    private final InputStream body = new ByteArrayInputStream(new byte[ABOVE_THE_LIMIT]);

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    @Test
    void aBodyInChunksAboveTheLimitIsRefused() {
        assertThat(catchThrowableOfType(Refusal.class, () -> filterFor("closed")))
                .extracting(Refusal::code)
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    }

    @Test
    void theBodyToAnOpenOperationIsNotRead() throws IOException {
        filterFor("open");
        assertThat(body.available()).isEqualTo(ABOVE_THE_LIMIT);
    }

    private void filterFor(String method) {
        filter.timer = new BodyTimer() {
            @Override
            TimedBody start(InputStream any) {
                return new TimedBody(any, pool, System::nanoTime);
            }
        };
        filter.resource = fake(
                ResourceInfo.class, (any, called, arguments) -> BodyLimitFilterTest.class.getDeclaredMethod(method));
        var stranger = fake(SecurityContext.class, (any, called, arguments) -> null);
        filter.filter(fake(ContainerRequestContext.class, (any, called, arguments) -> switch (called.getName()) {
            case "getHeaderString" -> "Transfer-Encoding".equals(arguments[0]) ? "chunked" : null;
            case "getEntityStream" -> body;
            case "getSecurityContext" -> stranger;
            default -> null;
        }));
    }

    void closed() {}

    @PermitAll
    void open() {}
}
