package org.openors.audit.sealing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.openors.audit.ChainName;
import org.openors.background.Due;

/** The chains whose sealing failed a short time ago. Each is tried again after {@link #PAUSE}. */
final class LeftOutChains {

    static final Duration PAUSE = Duration.ofSeconds(30);

    private record LeftOut(String reason, Instant since) {
        boolean isOver(Instant now) {
            return Due.again(since, PAUSE, now);
        }
    }

    private final Map<ChainName, LeftOut> chains = new HashMap<>();

    void add(ChainName chain, String reason, Instant now) {
        chains.put(chain, new LeftOut(reason, now));
    }

    void tryAgain(ChainName chain) {
        chains.remove(chain);
    }

    void forgetExpired(Instant now) {
        chains.values().removeIf(leftOut -> leftOut.isOver(now));
    }

    /** Whether the chain's records are to be sealed now. */
    boolean isTried(ChainName chain) {
        return !chains.containsKey(chain);
    }

    /** The chains that are left out now, with the reasons. */
    Map<ChainName, String> all() {
        return chains.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, chain -> chain.getValue().reason()));
    }
}
