package org.openors.limit;

import io.github.bucket4j.BandwidthBuilder;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/**
 * Counts requests against the {@link Limit}s of this node. The refusal has {@code Retry-After} in seconds and the headers
 * {@code RateLimit} and {@code RateLimit-Policy} of draft-ietf-httpapi-ratelimit-headers-10. Never waits.
 */
@ApplicationScoped
public class RateLimits {

    static final String RATE_LIMIT = "RateLimit";
    static final String RATE_LIMIT_POLICY = "RateLimit-Policy";

    private final Map<Limit, Integer> perMinute = new EnumMap<>(Limit.class);
    private final Map<Limit, Buckets> buckets = new EnumMap<>(Limit.class);

    protected RateLimits() {}

    RateLimits(Map<Limit, Integer> perMinute, TimeMeter time) {
        perMinute.forEach((limit, most) -> limitTo(limit, most, time));
    }

    @PostConstruct
    void configure() {
        for (var limit : Limit.values()) {
            limit.perMinute().ifPresent(most -> limitTo(limit, most, TimeMeter.SYSTEM_NANOTIME));
        }
    }

    private void limitTo(Limit limit, int most, TimeMeter time) {
        perMinute.put(limit, most);
        var bandwidth = limit.bandwidth(BandwidthBuilder.builder(), most).build();
        buckets.put(limit, new Buckets(bandwidth, limit.mostKeys(), time));
    }

    public boolean isOn(Limit limit) {
        return buckets.containsKey(limit);
    }

    /**
     * Counts one request of this key.
     *
     * @throws Refusal {@link ErrorCode#TOO_MANY_REQUESTS} if it is above the limit
     */
    public void count(Limit limit, String key) {
        if (!isOn(limit)) {
            return;
        }
        var probe = buckets.get(limit).take(key);
        if (!probe.isConsumed()) {
            throw refusal(limit, seconds(probe.getNanosToWaitForRefill()));
        }
    }

    private Refusal refusal(Limit limit, long seconds) {
        var policy = '"' + limit.policy() + '"';
        return new Refusal(ErrorCode.TOO_MANY_REQUESTS)
                .withHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .withHeader(RATE_LIMIT, policy + ";r=0;t=" + seconds)
                .withHeader(
                        RATE_LIMIT_POLICY, policy + ";q=" + perMinute.get(limit) + ";w=" + Limit.WINDOW.toSeconds());
    }

    /** Rounded up, at least one. */
    private static long seconds(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1));
    }
}
