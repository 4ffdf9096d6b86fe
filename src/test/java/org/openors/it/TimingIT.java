package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A wrong OTP takes as long for an access ID that exists as for one that does not. */
@Tag("reliability")
@EnabledIfSystemProperty(named = Scale.SIZE, matches = "full")
@ExtendWith(RunningService.class)
class TimingIT {

    private static final int SAMPLES = 2_000;
    private static final int PAIRS_TRIED_BEFORE_RENEWAL = 9;

    @Test
    void knownAndUnknownAccessIdsCannotBeToldApartByTime(Api api) {
        compare(api, "");
    }

    /** A node with a limit, without which there is no budget. */
    @Test
    void theyCannotBeToldApartAboveTheBudgetOfRecordsEither(Database database, @TempDir Path home) {
        assumeTrue(database.isPostgres(), "no second node can use the embedded database");
        var settings = new HashMap<>(database.settings());
        settings.put("ORS_LIMIT_PEER", "100000");
        settings.put("ORS_LIMIT_ACCESS_ID", "off");
        try (var nodes = new Nodes(home, 1, settings)) {
            compare(nodes.api(0), ", above the budget of records");
        }
    }

    private static void compare(Api api, String where) {
        var study = SampleStudy.in(api);
        var pair = Pair.registered(api, study);
        var known = new long[SAMPLES];
        var unknown = new long[SAMPLES];
        for (int i = -500; i < SAMPLES; i++) {
            if (Math.floorMod(i, PAIRS_TRIED_BEFORE_RENEWAL) == 0) {
                pair = Pair.recreated(api, study);
                pair.withAccessId("000000").redeem(api);
            }
            boolean knownFirst = i % 2 == 0;
            long one = nanos(api, knownFirst ? pair.withWrongOtp() : nobodys(i));
            long other = nanos(api, knownFirst ? nobodys(i) : pair.withWrongOtp());
            if (i >= 0) {
                known[i] = knownFirst ? one : other;
                unknown[i] = knownFirst ? other : one;
            }
        }
        double auc = areaUnderCurve(known, unknown);
        ReliabilityReport.add(
                "known against unknown access ID" + where + ", 2 x " + SAMPLES + " samples", "AUC %.3f".formatted(auc));
        assertThat(auc).isBetween(0.47, 0.53);
    }

    /** The control: a difference of a tenth of a standard deviation would be noticed. */
    @Test
    void theMeasureNoticesAnAddedDelay() {
        var random = new Random(1);
        var one = IntStream.range(0, SAMPLES).mapToLong(i -> (long) (1_000_000 + 100_000 * random.nextGaussian()));
        var other = IntStream.range(0, SAMPLES).mapToLong(i -> (long) (1_020_000 + 100_000 * random.nextGaussian()));
        assertThat(areaUnderCurve(one.toArray(), other.toArray())).isGreaterThan(0.53);
    }

    private static Pair nobodys(int i) {
        return new Pair("%06d".formatted(Math.floorMod(i * 7_919, 1_000_000)), "", "00000000");
    }

    private static long nanos(Api api, Pair pair) {
        long start = System.nanoTime();
        var answer = pair.redeem(api);
        long took = System.nanoTime() - start;
        assertThat(answer.status()).isEqualTo(401);
        return took;
    }

    /** The probability that a sample of the second is longer than one of the first (Mann-Whitney U). */
    private static double areaUnderCurve(long[] one, long[] other) {
        double longer = 0;
        for (long a : one) {
            for (long b : other) {
                longer += b > a ? 1 : b == a ? 0.5 : 0;
            }
        }
        return longer / one.length / other.length;
    }
}
