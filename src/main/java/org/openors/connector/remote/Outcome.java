package org.openors.connector.remote;

import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.openors.connector.ConnectorFailure;
import org.openors.error.Causes;
import org.openors.error.ErrorCode;

/** What the caller is answered when a call fails (contract, section 9). The log has the kind of the failure. */
final class Outcome {

    private static final Logger LOG = System.getLogger(Outcome.class.getName());
    private static final int RETRY_SECONDS = 30;
    private static final int MOST_RETRY_SECONDS = 300;
    private static final Set<Class<?>> NOT_SENT = Set.of(
            ConnectException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            UnresolvedAddressException.class,
            SSLHandshakeException.class,
            SSLPeerUnverifiedException.class);

    private Outcome() {}

    static ConnectorFailure of(Throwable failure, CallUnderWay call) {
        LOG.log(Level.WARNING, "the remote connector failed: " + kind(failure) + " " + call, ifUnforeseen(failure));
        if (isNotSent(failure)) {
            call.noteNotSent();
        }
        return Causes.first(failure, UnexpectedStatus.class)
                .map(answer -> ofStatus(answer, call.mayHaveChangedSomething()))
                .orElseGet(() -> unavailable(RETRY_SECONDS, call.mayHaveChangedSomething()));
    }

    private static ConnectorFailure ofStatus(UnexpectedStatus answer, boolean isOutcomeUnknown) {
        return switch (answer.status()) {
            case 404 -> notFound(isOutcomeUnknown);
            case 401, 403 -> new ConnectorFailure(ErrorCode.MHEALTH_SETTINGS_REFUSED, isOutcomeUnknown);
            case 429, 503 -> unavailable(seconds(answer.retryAfter()), isOutcomeUnknown);
            default ->
                answer.status() >= 400 && answer.status() <= 499
                        ? new ConnectorFailure(ErrorCode.INTERNAL_ERROR, isOutcomeUnknown)
                        : unavailable(RETRY_SECONDS, isOutcomeUnknown);
        };
    }

    /** The failure of an operation for a subject or device that the connector can't have. Nothing was sent. */
    static ConnectorFailure notFound() {
        return notFound(false);
    }

    private static ConnectorFailure notFound(boolean isOutcomeUnknown) {
        var failure = new ConnectorFailure(ErrorCode.DEVICE_NOT_REGISTERED, isOutcomeUnknown);
        failure.with("connector", "NOT_FOUND");
        return failure;
    }

    static ConnectorFailure unavailable(long seconds, boolean isOutcomeUnknown) {
        var failure = new ConnectorFailure(ErrorCode.CONNECTOR_UNAVAILABLE, isOutcomeUnknown);
        failure.withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return failure;
    }

    /** A number of seconds or a date (RFC 9110, section 10.2.3), from 1 s to {@link #MOST_RETRY_SECONDS}. Another text counts as not given. */
    private static long seconds(String retryAfter) {
        if (retryAfter == null) {
            return RETRY_SECONDS;
        }
        if (retryAfter.matches("[0-9]+")) {
            return retryAfter.length() > 9 ? MOST_RETRY_SECONDS : withinLimits(Long.parseLong(retryAfter));
        }
        try {
            var date = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
            return withinLimits(ChronoUnit.SECONDS.between(Instant.now(), date));
        } catch (DateTimeException neither) {
            return RETRY_SECONDS;
        }
    }

    private static long withinLimits(long seconds) {
        return Math.max(1, Math.min(MOST_RETRY_SECONDS, seconds));
    }

    private static boolean isNotSent(Throwable failure) {
        return Causes.of(failure).anyMatch(cause -> NOT_SENT.contains(cause.getClass()) || isConnecting(cause));
    }

    /** The JDK tells the two time limits apart by the message alone. */
    static boolean isConnecting(Throwable cause) {
        return cause instanceof SocketTimeoutException && "Connect timed out".equalsIgnoreCase(cause.getMessage());
    }

    /** The stack trace is logged only of what is no failure of the connector or the network. */
    private static Throwable ifUnforeseen(Throwable failure) {
        boolean isForeseen = Causes.of(failure)
                .anyMatch(cause -> cause instanceof IOException
                        || cause instanceof TimeoutException
                        || cause instanceof UnexpectedStatus);
        return isForeseen ? null : failure;
    }

    /** The class of the first cause. Only our own messages and those of TLS are sure to hold nothing of an answer. */
    private static String kind(Throwable failure) {
        var first = Causes.of(failure).reduce((one, next) -> next).orElse(failure);
        boolean isSafe = first instanceof UnreadableAnswer || first instanceof UnexpectedStatus;
        return first.getClass().getSimpleName() + (isSafe ? " (" + first.getMessage() + ")" : "");
    }
}
