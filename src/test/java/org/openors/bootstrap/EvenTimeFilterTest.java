package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvenTimeFilterTest {

    private static final long MILLI = 1_000_000;

    @ParameterizedTest
    @CsvSource({"0, 50", "3, 50", "49, 50", "50, 100", "51, 100", "187, 200"})
    void theNextStepIsCountedFromTheRequest(long took, long answered) {
        for (long begin : new long[] {0, 4_711, -1, Long.MAX_VALUE}) {
            assertThat(EvenTimeFilter.nextStep(begin, begin + took * MILLI) - begin)
                    .isEqualTo(answered * MILLI);
        }
    }
}
