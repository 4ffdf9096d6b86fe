package org.openors.security;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.openors.background.Due;
import org.openors.http.RequestReference;

/**
 * Tells the operator why tokens are refused: one line in the log for each cause and {@link #PAUSE}, with the number of those
 * that got no line. The caller is never told (RFC 6750, section 3.1).
 */
@ApplicationScoped
public class RefusedTokens {

    static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Logger LOG = System.getLogger(RefusedTokens.class.getName());

    private static final class Line {
        private Instant written;
        private long others;
    }

    private final Map<TokenFault, Line> lines = new EnumMap<>(TokenFault.class);

    @Inject
    Clock clock;

    /** Writes the line if the cause had none in the last minute; else counts. */
    void note(BadToken token, HttpServletRequest request) {
        long others = othersIfDue(token.fault());
        if (others >= 0) {
            LOG.log(
                    Level.INFO,
                    "a token was refused: " + token.getMessage() + " reference=" + RequestReference.of(request)
                            + (others == 0 ? "" : " others=" + others));
        }
    }

    /** How many had this cause since the last line; -1 if no line is due. */
    private synchronized long othersIfDue(TokenFault cause) {
        var line = lines.computeIfAbsent(cause, any -> new Line());
        var now = clock.instant();
        if (line.written != null && !Due.again(line.written, PAUSE, now)) {
            line.others++;
            return -1;
        }
        long others = line.others;
        line.written = now;
        line.others = 0;
        return others;
    }
}
