package org.openors.http;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayDeque;
import java.util.Enumeration;
import java.util.Queue;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.settings.Settings;

/**
 * Reads the whole body before the method runs and refuses one above the limit: 8 KiB, or what {@link BodyLimit} says.
 * The body needs no {@code Content-Length}, and must come in time ({@link TimedBody}). Runs after authentication and authorization. The body of a request to an
 * operation that needs no token is not read, so that a caller without a token can't block a thread by sending slowly.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
@ApplicationScoped
public class BodyLimitFilter implements ContainerRequestFilter {

    private static final int DEFAULT_LIMIT = 8 * 1024;
    /** A document is in memory as a whole. */
    private static final int HIGHEST_LIMIT = 128 * 1024 * 1024;

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final String UPGRADE = "Upgrade";
    private static final int CHUNK = 1024 * 1024;

    private static final String CONNECTION = "Connection";
    private static final String NOT_IN_TIME = "The body must come within " + TimedBody.ALLOWED.toSeconds()
            + " seconds, and one more for each " + TimedBody.BYTES_A_SECOND / 1024 + " KiB";

    @Context
    ResourceInfo resource;

    @Inject
    BodyTimer timer;

    @Override
    public void filter(ContainerRequestContext request) {
        if (announcedLength(request) == 0 && request.getHeaderString(TRANSFER_ENCODING) == null) {
            return;
        }
        refuseUpgrade(request);
        int limit = limit();
        if (announcedLength(request) > limit) {
            throw new Refusal(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        if (isOpen()) {
            return;
        }
        request.setEntityStream(inTime(request.getEntityStream(), limit));
    }

    /** A body that comes too slowly, or breaks off, is the caller's fault. What is left of it is not waited for. */
    private InputStream inTime(InputStream body, int limit) {
        var timed = timer.start(body);
        try {
            return whole(timed, limit);
        } catch (IOException tooSlow) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, NOT_IN_TIME).withHeader(CONNECTION, "close");
        } finally {
            timed.end();
        }
    }

    /** Payara Micro's HTTP layer never ends the body of a request that asks for h2c while that is off (Grizzly 1972). */
    private static void refuseUpgrade(ContainerRequestContext request) {
        if (request.getHeaderString(UPGRADE) != null) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "A request with a body can't be upgraded to another protocol: send it as HTTP/1.1");
        }
    }

    /** Whether callers without a token reach the method. */
    private boolean isOpen() {
        return resource.getResourceMethod().isAnnotationPresent(PermitAll.class);
    }

    private int limit() {
        var own = resource.getResourceMethod().getAnnotation(BodyLimit.class);
        return own == null ? DEFAULT_LIMIT : limit(own.setting(), own.defaultBytes());
    }

    /**
     * @throws org.openors.settings.BadSetting if the setting, in bytes, is not a number, below the default limit of 8
     *     KiB or above 128 MiB
     */
    public static int limit(String setting, int defaultBytes) {
        return Settings.number(setting, defaultBytes, DEFAULT_LIMIT, HIGHEST_LIMIT);
    }

    private static long announcedLength(ContainerRequestContext request) {
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notANumber) {
            throw new Refusal(ErrorCode.INVALID_REQUEST, "Content-Length must be a number");
        }
    }

    /**
     * The body in chunks. Each chunk is released when it is read, so that a large body is never in memory twice. Of a body
     * above the limit one byte too many is read.
     */
    private static InputStream whole(InputStream body, int limit) throws IOException {
        var chunks = new ArrayDeque<InputStream>();
        int left = limit;
        for (var chunk = chunk(body, left); chunk.length > 0; chunk = chunk(body, left)) {
            if (chunk.length > left) {
                throw new Refusal(ErrorCode.PAYLOAD_TOO_LARGE);
            }
            left -= chunk.length;
            chunks.add(new ByteArrayInputStream(chunk));
        }
        return new SequenceInputStream(releasing(chunks));
    }

    private static byte[] chunk(InputStream body, int left) throws IOException {
        return body.readNBytes(Math.min(CHUNK, left + 1));
    }

    private static Enumeration<InputStream> releasing(Queue<InputStream> chunks) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return !chunks.isEmpty();
            }

            @Override
            public InputStream nextElement() {
                return chunks.remove();
            }
        };
    }
}
