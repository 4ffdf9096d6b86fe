package org.openors.limit;

import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderBuildStage;
import io.github.bucket4j.BandwidthBuilder.BandwidthBuilderCapacityStage;
import java.time.Duration;
import java.util.Optional;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/** The limits of the contract's section 10, each in requests a minute and node. */
public enum Limit {
    /** Requests of one peer address without an accepted token, or to {@code deviceBootstrap}. */
    PEER("peer", 300, 20_000),
    /** Requests to one access ID, in its canonical form. */
    ACCESS_ID("access-id", 60, 20_000),
    /** Requests of one caller of the API: issuer and subject of the accepted token. */
    CALLER("caller", 6_000, 20_000);

    static final Duration WINDOW = Duration.ofMinutes(1);

    private static final String OFF = "off";

    private final String policy;
    private final int byDefault;
    private final int mostKeys;

    Limit(String policy, int byDefault, int mostKeys) {
        this.policy = policy;
        this.byDefault = byDefault;
        this.mostKeys = mostKeys;
    }

    /** The name of the setting. */
    public String setting() {
        return "ORS_LIMIT_" + name();
    }

    /**
     * What the setting says; empty if the limit is off.
     *
     * @throws BadSetting if it is neither {@code off} nor a positive whole number of at most 9 digits
     */
    public Optional<Integer> perMinute() {
        return Settings.text(setting())
                .map(text -> text.equals(OFF) ? Optional.<Integer>empty() : Optional.of(positive(text)))
                .orElse(Optional.of(byDefault));
    }

    private int positive(String text) {
        if (!text.matches("0*[1-9][0-9]{0,8}")) {
            throw new BadSetting(setting(), "must be off or a whole number from 1 to 999999999");
        }
        return Integer.parseInt(text);
    }

    /** The name in the header {@code RateLimit-Policy}. */
    String policy() {
        return policy;
    }

    int mostKeys() {
        return mostKeys;
    }

    /**
     * A stranger gets its requests at once and the next ones a minute later, so that no minute's attempts are more than
     * allowed. A caller of the API gets them evenly, so that it can go on at once at a steady rate.
     */
    BandwidthBuilderBuildStage bandwidth(BandwidthBuilderCapacityStage bandwidth, int perMinute) {
        var capacity = bandwidth.capacity(perMinute);
        return this == CALLER ? capacity.refillGreedy(perMinute, WINDOW) : capacity.refillIntervally(perMinute, WINDOW);
    }
}
