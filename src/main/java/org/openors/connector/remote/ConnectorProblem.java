package org.openors.connector.remote;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.openors.error.Causes;

/** Why a remote connector can't be used, in words for whoever set it up. They tell nothing that the connector has sent. */
public enum ConnectorProblem {
    URL_NOT_ALLOWED("The operator does not allow to connect to this URL (ORS_CONNECTOR_URLS)."),
    PASSWORD_MISSING(
            "No password is stored for this URL and user name, or it can't be decrypted: its key is missing, or an earlier version"
                    + " stored it. Import it again."),
    NAME_NOT_RESOLVED("The host's name is not known to the name service of this node."),
    NOT_CONNECTED("Nobody answers at the host and port of the URL, or the way there is closed."),
    CERTIFICATE_REFUSED(
            "TLS failed: the certificate is not of an authority that is trusted here, is of another host, or has expired."
                    + " A private authority is named by ORS_CONNECTOR_TRUSTSTORE."),
    NO_ANSWER("The connection was made, but no answer came in time, or the connection broke."),
    ACCOUNT_REFUSED("The connector refuses the user name or the password (401 or 403)."),
    STUDY_UNKNOWN("The connector does not know the study, or in it the subject that it was asked for (404)."),
    REDIRECTED("The connector redirects. Redirects are not followed: give the URL that it redirects to."),
    FAILED("The connector answered with a status that says that it failed."),
    NO_CONNECTOR("What answers is no mHealth connector: its answer is not what the published API promises."),
    TOO_MANY_CALLS("Too many calls to this connector are under way on this node. Check again later.");

    private static final Map<Class<?>, ConnectorProblem> KINDS = Map.of(
            UnknownHostException.class, NAME_NOT_RESOLVED,
            UnresolvedAddressException.class, NAME_NOT_RESOLVED,
            ConnectException.class, NOT_CONNECTED,
            NoRouteToHostException.class, NOT_CONNECTED,
            SSLException.class, CERTIFICATE_REFUSED,
            UnreadableAnswer.class, NO_CONNECTOR,
            RejectedExecutionException.class, TOO_MANY_CALLS,
            TimeoutException.class, NO_ANSWER,
            SocketTimeoutException.class, NO_ANSWER);

    private final String words;

    ConnectorProblem(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** What the failure of a call says. */
    static ConnectorProblem of(Throwable failure) {
        return Causes.of(failure)
                .flatMap(ConnectorProblem::known)
                .findFirst()
                .orElseGet(() -> Causes.of(failure).anyMatch(IOException.class::isInstance) ? NO_ANSWER : NO_CONNECTOR);
    }

    private static Stream<ConnectorProblem> known(Throwable cause) {
        if (cause instanceof UnexpectedStatus answer) {
            return Stream.of(ofStatus(answer.status()));
        }
        if (Outcome.isConnecting(cause)) {
            return Stream.of(NOT_CONNECTED);
        }
        return KINDS.entrySet().stream()
                .filter(kind -> kind.getKey().isInstance(cause))
                .map(Map.Entry::getValue);
    }

    private static ConnectorProblem ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> ACCOUNT_REFUSED;
            case 404 -> STUDY_UNKNOWN;
            default -> status >= 300 && status <= 399 ? REDIRECTED : FAILED;
        };
    }
}
