package org.openors.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The contract's section 2, "on entry": one canonical form for every spelling, anything else is invalid. */
class CrockfordTest {

    private static final int LENGTH = PairGenerator.OTP_LENGTH;

    private static final String[] SEPARATORS = {"", "", "-", " ", " - "};
    private static final String[] BLANKS = {"", " ", "\t", "-", "\r\n"};

    record Spelling(String code, String typed) {}

    @Property(tries = 2_000)
    void everySpellingHasTheOneCanonicalForm(@ForAll("spellings") Spelling spelling) {
        assertThat(Crockford.canonical(spelling.typed(), LENGTH)).contains(spelling.code());
    }

    @Property(tries = 5_000)
    void anythingElseIsInvalid(@ForAll("texts") String typed) {
        boolean spellsACode = typed.strip().replaceAll("[ -]", "").matches("[0-9A-TV-Za-tv-z]{" + LENGTH + "}");
        assertThat(Crockford.canonical(typed, LENGTH).isPresent()).isEqualTo(spellsACode);
    }

    @Example
    void noCharacterOutsideOfAsciiCountsAsALetter() {
        var letters = IntStream.rangeClosed(0x80, Character.MAX_CODE_POINT)
                .mapToObj(Character::toString)
                .filter(c -> Stream.of(LENGTH - 1, LENGTH)
                        .anyMatch(length ->
                                Crockford.canonical("ABCDEF" + c, length).isPresent()));
        assertThat(letters).isEmpty();
    }

    @Example
    void noCodeHasTheWrongLength() {
        assertThat(Crockford.canonical("", LENGTH)).isEmpty();
        assertThat(Crockford.canonical("ABCD123", LENGTH)).isEmpty();
        assertThat(Crockford.canonical("ABCD12345", LENGTH)).isEmpty();
    }

    @Provide
    Arbitrary<Spelling> spellings() {
        var code = Arbitraries.strings().withChars(Crockford.ALPHABET).ofLength(LENGTH);
        return Combinators.combine(code, Arbitraries.randoms())
                .as((canonical, random) -> new Spelling(
                        canonical,
                        canonical
                                .chars()
                                .mapToObj(c -> oneOf(waysToType((char) c), random) + oneOf(SEPARATORS, random))
                                .collect(Collectors.joining("", oneOf(BLANKS, random), oneOf(BLANKS, random)))));
    }

    private static String[] waysToType(char c) {
        return switch (c) {
            case '0' -> new String[] {"0", "O", "o"};
            case '1' -> new String[] {"1", "I", "i", "L", "l"};
            default -> new String[] {String.valueOf(c), String.valueOf(Character.toLowerCase(c))};
        };
    }

    private static String oneOf(String[] choices, Random random) {
        return choices[random.nextInt(choices.length)];
    }

    @Provide
    Arbitrary<String> texts() {
        var near = Arbitraries.strings()
                .withChars(Crockford.ALPHABET + "OoIiLlUuabcz -\t.ß")
                .ofMaxLength(LENGTH + 3);
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(12), near);
    }
}
