package org.openors.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;

/**
 * A token bucket for each key, in bounded memory. A bucket that was not used for a minute is full again, so it is
 * forgotten. Above the highest number of keys the cache forgets keys that are seen rarely, so many new keys do not
 * displace the bucket of a key that sends much (Caffeine: W-TinyLFU).
 */
final class Buckets {

    private final LoadingCache<String, Bucket> byKey;

    Buckets(Bandwidth bandwidth, int mostKeys, TimeMeter time) {
        byKey = Caffeine.newBuilder()
                .expireAfterAccess(Limit.WINDOW)
                .maximumSize(mostKeys)
                .ticker(time::currentTimeNanos)
                .executor(Runnable::run)
                .build(any -> Bucket.builder()
                        .addLimit(bandwidth)
                        .withCustomTimePrecision(time)
                        .build());
    }

    /** Takes one request from the bucket, if there is one left. */
    ConsumptionProbe take(String key) {
        return byKey.get(key).tryConsumeAndReturnRemaining(1);
    }

    /** How many buckets are in memory. */
    long size() {
        byKey.cleanUp();
        return byKey.estimatedSize();
    }
}
