package org.openors.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * How many refusals of strangers get an audit record of their own: {@link #OF_A_PEER} a minute and peer, {@link
 * #OF_ALL_PEERS} a minute in all. Audit records can't be deleted, so nobody without a token may add them at will.
 * Without a peer limit every refusal gets one.
 */
@ApplicationScoped
public class RecordBudget {

    static final int OF_A_PEER = 30;
    static final int OF_ALL_PEERS = 300;

    @Inject
    RateLimits limits;

    private Buckets peers;
    private Bucket all;

    @PostConstruct
    void configure() {
        configure(TimeMeter.SYSTEM_NANOTIME);
    }

    void configure(TimeMeter time) {
        peers = new Buckets(perMinute(OF_A_PEER), Limit.PEER.mostKeys(), time);
        all = Bucket.builder()
                .addLimit(perMinute(OF_ALL_PEERS))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Bandwidth perMinute(int most) {
        return Bandwidth.builder()
                .capacity(most)
                .refillIntervally(most, Limit.WINDOW)
                .build();
    }

    /** Whether one more refusal of this peer gets a record of its own. */
    public boolean take(String peer) {
        return !limits.isOn(Limit.PEER) || peers.take(peer).isConsumed() && all.tryConsume(1);
    }
}
