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
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.settings.GivenSettings;

/** On a server that does not know the principal of a token: not every server asks the WAR's mechanism. */
class BodyLimitFilterTest {

    private static final int LIMIT = 8 * 1024;
    private static final int ABOVE_THE_LIMIT = LIMIT + 1;
    private static final int LARGE_LIMIT = 3 * 1024 * 1024;

    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);
    private final BodyLimitFilter filter = new BodyLimitFilter();
    private InputStream body = new ByteArrayInputStream(new byte[ABOVE_THE_LIMIT]);
    private InputStream read;

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

    /** Otherwise each of 128 callers could have a mebibyte in memory and go on to send. */
    @ParameterizedTest
    @CsvSource({"closed," + LIMIT, "large," + LARGE_LIMIT})
    void theRestOfABodyAboveTheLimitIsNotRead(String method, int limit) throws IOException {
        int sent = 2 * limit + 5_000_000;
        body = new ByteArrayInputStream(new byte[sent]);
        assertThat(catchThrowableOfType(Refusal.class, () -> filterFor(method)))
                .extracting(Refusal::code)
                .isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
        assertThat(sent - body.available()).isEqualTo(limit + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "closed,1",
        "closed," + (LIMIT - 1),
        "closed," + LIMIT,
        "large," + 1024 * 1024,
        "large," + (1024 * 1024 + 1),
        "large," + LARGE_LIMIT
    })
    void aBodyUpToTheLimitIsHandedOnAsItIs(String method, int length) throws IOException {
        var sent = new byte[length];
        new Random(length).nextBytes(sent);
        body = new ByteArrayInputStream(sent);
        filterFor(method);
        assertThat(read.readAllBytes()).isEqualTo(sent);
    }

    @Test
    void theBodyToAnOpenOperationIsNotRead() throws IOException {
        filterFor("open");
        assertThat(body.available()).isEqualTo(ABOVE_THE_LIMIT);
    }

    private void filterFor(String method) {
        GivenSettings.are(Map.of());
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
            case "setEntityStream" -> read = (InputStream) arguments[0];
            default -> null;
        }));
    }

    void closed() {}

    @BodyLimit(setting = "ORS_STUDY_DATA_MAX_BYTES", defaultBytes = LARGE_LIMIT)
    void large() {}

    @PermitAll
    void open() {}
}
