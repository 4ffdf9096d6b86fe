package org.openors.audit.sealing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openors.background.Due;

/**
 * What is wrong with the trail now, as far as this node has seen. Each fault is due for the log every minute. New ones
 * come first and only some at a time, so that many do not hide a new one or fill the log.
 */
@ApplicationScoped
public class Faults {

    static final Duration REPETITION = Duration.ofMinutes(1);

    /** How long a fault must last to be logged: a node may learn of a new key some seconds later than another. */
    static final Duration GRACE = Duration.ofSeconds(10);

    static final int LINES = 20;
    static final int MOST = 10_000;

    private static final class Fault {
        private String line;
        private Instant found;
        private Duration grace;
        private Instant logged = Instant.MIN;

        boolean isDue(Instant now) {
            return Due.again(found, grace, now) && Due.again(logged, REPETITION, now);
        }
    }

    private final Map<String, Map<String, Fault>> bySource = new HashMap<>();

    /**
     * Replaces what this source has found.
     *
     * @param grace how long a fault may last before it is logged
     * @param lines the log line of each fault, by what it is about; of more than {@link #MOST} the first
     */
    public synchronized void replace(String source, Duration grace, Map<String, String> lines, Instant now) {
        var before = bySource.getOrDefault(source, Map.of());
        var faults = new LinkedHashMap<String, Fault>();
        lines.entrySet().stream().limit(MOST).forEach(line -> {
            var fault = before.getOrDefault(line.getKey(), new Fault());
            fault.line = line.getValue();
            fault.grace = grace;
            fault.found = fault.found == null ? now : fault.found;
            faults.put(line.getKey(), fault);
        });
        bySource.put(source, faults);
    }

    /** The lines to log now, at most {@link #LINES}. */
    public synchronized List<String> due(Instant now) {
        return bySource.values().stream()
                .flatMap(faults -> faults.values().stream())
                .filter(fault -> fault.isDue(now))
                .sorted(Comparator.<Fault, Instant>comparing(fault -> fault.logged)
                        .thenComparing(fault -> fault.found, Comparator.reverseOrder()))
                .limit(LINES)
                .flatMap(fault -> {
                    fault.logged = now;
                    return Stream.of(fault.line);
                })
                .toList();
    }
}
