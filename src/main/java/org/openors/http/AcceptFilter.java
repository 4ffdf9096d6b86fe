package org.openors.http;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.regex.Pattern;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Refuses an {@code Accept} with a weight that is no number (RFC 9110, section 12.4.2), before JAX-RS reads it: RESTEasy would
 * fail in a way that looks like a fault of the service. One with thousands of media ranges would cost megabytes.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION + 10)
@ApplicationScoped
public class AcceptFilter implements ContainerRequestFilter {

    /** Browsers send fewer than ten. */
    private static final int MOST_RANGES = 100;

    private static final Pattern WEIGHT = Pattern.compile(";[ \t]*[qQ][ \t]*=([^;,]*)");
    /** Possessive: between two greedy repetitions, many blanks could be divided in many ways. */
    private static final Pattern NUMBER = Pattern.compile("[ \t]*+[0-9]{0,3}[.]?[0-9]{0,9}[ \t]*+");

    @Override
    public void filter(ContainerRequestContext request) {
        var accept = request.getHeaderString(HttpHeaders.ACCEPT);
        if (accept != null && (hasTooManyRanges(accept) || hasAWeightThatIsNoNumber(accept))) {
            throw new Refusal(ErrorCode.INVALID_REQUEST);
        }
    }

    private static boolean hasTooManyRanges(String accept) {
        return accept.chars().filter(c -> c == ',').count() >= MOST_RANGES;
    }

    private static boolean hasAWeightThatIsNoNumber(String accept) {
        return WEIGHT.matcher(accept).results().anyMatch(weight -> !isNumber(weight.group(1)));
    }

    private static boolean isNumber(String weight) {
        return NUMBER.matcher(weight).matches() && weight.chars().anyMatch(Character::isDigit);
    }
}
