package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The contract's section 2: 6 and 8 characters of Crockford's alphabet, from {@code SecureRandom}, none likelier. */
class PairGeneratorTest {

    private static final int CODES = 1_000_000;

    /** Chi-square with 31 degrees of freedom, p = 10^-7: a fair generator exceeds it at one of 14 positions once in 700,000 runs. */
    private static final double CHI_SQUARE_BOUND = 90.44;

    private final PairGenerator generator = new PairGenerator();

    @Test
    void makesSixAndEightCharactersOfTheAlphabet() {
        assertThat(generator.accessId()).matches("[0-9A-HJKMNP-TV-Z]{6}");
        assertThat(generator.otp()).matches("[0-9A-HJKMNP-TV-Z]{8}");
    }

    @Test
    void drawsFromSecureRandomOnly() {
        assertThat(PairGenerator.class.getDeclaredFields())
                .filteredOn(field -> RandomGenerator.class.isAssignableFrom(field.getType()))
                .extracting(field -> (Object) field.getType())
                .containsExactly(SecureRandom.class);
    }

    @Test
    void noCharacterIsLikelierThanAnotherAtAnyPosition() {
        assertThat(largestChiSquare(generator::accessId)).isLessThan(CHI_SQUARE_BOUND);
        assertThat(largestChiSquare(generator::otp)).isLessThan(CHI_SQUARE_BOUND);
    }

    @Test
    void theCheckFindsAGeneratorWhoseLastCharacterIsAnEighthTooRare() {
        var random = new SecureRandom();
        Supplier<String> biased =
                () -> String.valueOf(Crockford.ALPHABET.charAt(random.nextInt(255) % Crockford.ALPHABET.length()));
        assertThat(largestChiSquare(biased)).isGreaterThan(CHI_SQUARE_BOUND);
    }

    /** Of a million codes of 40 bits half a pair is expected to be equal; more than ten, once in 10^13 runs. */
    @Test
    void aMillionOtpsHardlyEverRepeat() {
        var distinct = new HashSet<String>();
        for (int i = 0; i < CODES; i++) {
            distinct.add(generator.otp());
        }
        assertThat(CODES - distinct.size()).isLessThan(10);
    }

    /** The largest chi-square statistic of any position against the uniform distribution. */
    private static double largestChiSquare(Supplier<String> codes) {
        var counts = new int[codes.get().length()][Crockford.ALPHABET.length()];
        for (int i = 0; i < CODES; i++) {
            var code = codes.get();
            for (int position = 0; position < counts.length; position++) {
                counts[position][Crockford.ALPHABET.indexOf(code.charAt(position))]++;
            }
        }
        return Arrays.stream(counts)
                .mapToDouble(PairGeneratorTest::chiSquare)
                .max()
                .orElseThrow();
    }

    private static double chiSquare(int[] counts) {
        double expected = (double) CODES / counts.length;
        return Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
    }
}
