package org.openors.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

class RateLimitsTest {

    private final SetTime time = new SetTime();
    private final RateLimits limits =
            new RateLimits(Map.of(Limit.PEER, 300, Limit.ACCESS_ID, 60, Limit.CALLER, 6_000), time);

    @ParameterizedTest
    @CsvSource({"PEER, 300, 60", "ACCESS_ID, 60, 60", "CALLER, 6000, 1"})
    void theNextRequestAfterTheLastAllowedIsRefusedAtOnce(Limit limit, int allowed, int retryAfter) {
        assertThat(served(limit, "one", allowed + 1)).isEqualTo(allowed);

        var refusal = catchThrowableOfType(Refusal.class, () -> limits.count(limit, "one"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
        var policy = '"' + limit.policy() + '"';
        assertThat(refusal.headers())
                .containsOnly(
                        Map.entry("Retry-After", Integer.toString(retryAfter)),
                        Map.entry("RateLimit", policy + ";r=0;t=" + retryAfter),
                        Map.entry("RateLimit-Policy", policy + ";q=" + allowed + ";w=60"));
        assertThatCode(() -> limits.count(limit, "another")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Limit.class)
    void afterRetryAfterARequestIsServedAgain(Limit limit) {
        served(limit, "one", 6_001);
        var refusal = catchThrowableOfType(Refusal.class, () -> limits.count(limit, "one"));
        time.pass(Duration.ofSeconds(Long.parseLong(refusal.headers().get("Retry-After"))));
        assertThatCode(() -> limits.count(limit, "one")).doesNotThrowAnyException();
    }

    @Test
    void aStrangerGetsNothingBackWithinItsMinuteAndACallerGetsItEvenly() {
        served(Limit.PEER, "one", 300);
        served(Limit.CALLER, "one", 6_000);
        time.pass(Duration.ofSeconds(30));
        assertThat(served(Limit.PEER, "one", 10)).isZero();
        assertThat(served(Limit.CALLER, "one", 6_000)).isEqualTo(3_000);
    }

    @Test
    void aLimitThatIsOffRefusesNothing() {
        var none = new RateLimits(Map.of(), time);
        for (int i = 0; i < 10_000; i++) {
            none.count(Limit.PEER, "one");
        }
        assertThat(none.isOn(Limit.PEER)).isFalse();
    }

    /** Each new key is seen once; the attacker's own is seen all the time and keeps its empty bucket. */
    @Test
    void manyNewKeysNeitherFillTheMemoryNorGiveAnEmptyBucketBack() {
        var buckets = buckets(300);
        IntStream.range(0, 400).forEach(i -> buckets.take("attacker"));
        int served = 0;
        for (int key = 0; key < 100_000; key++) {
            buckets.take("key " + key);
            served += key % 100 == 0 && buckets.take("attacker").isConsumed() ? 1 : 0;
        }
        assertThat(buckets.size()).isLessThanOrEqualTo(1_000);
        assertThat(served).isZero();
    }

    @Test
    void aBucketThatIsNotUsedForAMinuteIsForgotten() {
        var buckets = buckets(1);
        IntStream.range(0, 500).forEach(key -> buckets.take("key " + key));
        assertThat(buckets.size()).isEqualTo(500);
        time.pass(Duration.ofSeconds(61));
        assertThat(buckets.size()).isZero();
    }

    @Test
    void refusalsOfStrangersGetRecordsOfTheirOwnOnlyUpToANumber() {
        var budget = new RecordBudget();
        budget.limits = limits;
        budget.configure(time);
        assertThat(IntStream.range(0, 2_000).filter(i -> budget.take("one")).count())
                .isEqualTo(RecordBudget.OF_A_PEER);
        assertThat(IntStream.range(0, 2_000)
                        .filter(i -> budget.take("peer " + i))
                        .count())
                .isEqualTo(RecordBudget.OF_ALL_PEERS - RecordBudget.OF_A_PEER);
        time.pass(Duration.ofSeconds(60));
        assertThat(budget.take("one")).isTrue();

        budget.limits = new RateLimits(Map.of(), time);
        assertThat(IntStream.range(0, 2_000).allMatch(i -> budget.take("one"))).isTrue();
    }

    @Test
    void theSettingsHaveTheirDefaultsAndOffSwitchesOneOff() {
        GivenSettings.are(Map.of("ORS_LIMIT_ACCESS_ID", "off", "ORS_LIMIT_CALLER", " 7 "));
        assertThat(Limit.PEER.perMinute()).contains(300);
        assertThat(Limit.ACCESS_ID.perMinute()).isEmpty();
        assertThat(Limit.CALLER.perMinute()).contains(7);
        GivenSettings.are(Map.of());
        assertThat(Limit.ACCESS_ID.perMinute()).contains(60);
        assertThat(Limit.CALLER.perMinute()).contains(6_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "1e3", "OFF", "none", "0x10", "1000000000", "10 20", "٣"})
    void anythingElseIsRefusedAndNamesTheSetting(String value) {
        for (var limit : Limit.values()) {
            GivenSettings.are(Map.of(limit.setting(), value));
            assertThatThrownBy(limit::perMinute)
                    .isInstanceOf(BadSetting.class)
                    .hasMessage(limit.setting() + " must be off or a whole number from 1 to 999999999");
        }
    }

    private Buckets buckets(int perMinute) {
        var bandwidth = Bandwidth.builder()
                .capacity(perMinute)
                .refillIntervally(perMinute, Duration.ofMinutes(1))
                .build();
        return new Buckets(bandwidth, 1_000, time);
    }

    private long served(Limit limit, String key, int requests) {
        return IntStream.range(0, requests)
                .filter(i -> {
                    try {
                        limits.count(limit, key);
                        return true;
                    } catch (Refusal tooMany) {
                        return false;
                    }
                })
                .count();
    }
}
