package org.openors.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
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
 * Takes the whole body in before the method runs, if it is within the limit, whether its length was announced or not: 8 KiB,
 * or what {@link BodyLimit} says. Runs after authentication and authorization, and a stranger's body, which nothing takes, is
 * not waited for: strangers can't hold a thread by sending slowly.
 */
@Provider
@Priority(Priorities.AUTHORIZATION + 100)
@ApplicationScoped
public class BodyLimitFilter implements ContainerRequestFilter {

    private static final int DEFAULT_LIMIT = 8 * 1024;
    /** A document is held in memory. */
    private static final int HIGHEST_LIMIT = 128 * 1024 * 1024;

    private static final String TRANSFER_ENCODING = "Transfer-Encoding";
    private static final String UPGRADE = "Upgrade";
    private static final int CHUNK = 1024 * 1024;

    @Context
    ResourceInfo resource;

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        if (announcedLength(request) == 0 && request.getHeaderString(TRANSFER_ENCODING) == null) {
            return;
        }
        refuseUpgrade(request);
        int limit = limit();
        if (announcedLength(request) > limit) {
            throw new Refusal(ErrorCode.PAYLOAD_TOO_LARGE);
        }
        if (isAStrangers(request)) {
            return;
        }
        request.setEntityStream(whole(request.getEntityStream(), limit));
    }

    /** Payara Micro's HTTP layer never ends the body of a request that asks for h2c while that is off (Grizzly 1972). */
    private static void refuseUpgrade(ContainerRequestContext request) {
        if (request.getHeaderString(UPGRADE) != null) {
            throw new Refusal(
                    ErrorCode.INVALID_REQUEST,
                    "A request with a body can't be upgraded to another protocol: send it as HTTP/1.1");
        }
    }

    private static boolean isAStrangers(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal() == null;
    }

    private int limit() {
        var own = resource.getResourceMethod().getAnnotation(BodyLimit.class);
        return own == null ? DEFAULT_LIMIT : limit(own.setting(), own.defaultBytes());
    }

    /** @throws org.openors.settings.BadSetting if the setting, in bytes, is none, below the common limit or above 128 MiB */
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

    /** The body in chunks, each given away when it is read, so that a large one is never held twice. */
    private static InputStream whole(InputStream body, int limit) throws IOException {
        var chunks = new ArrayDeque<InputStream>();
        long length = 0;
        for (var chunk = body.readNBytes(CHUNK); chunk.length > 0; chunk = body.readNBytes(CHUNK)) {
            length += chunk.length;
            if (length > limit) {
                throw new Refusal(ErrorCode.PAYLOAD_TOO_LARGE);
            }
            chunks.add(new ByteArrayInputStream(chunk));
        }
        return new SequenceInputStream(givenAway(chunks));
    }

    private static Enumeration<InputStream> givenAway(Queue<InputStream> chunks) {
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
