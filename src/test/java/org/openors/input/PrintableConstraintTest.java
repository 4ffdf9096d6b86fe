package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.ConstraintValidatorContext;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The query parameter mSubjectId and its like: given once, 1 to so many printable characters. */
class PrintableConstraintTest {

    private static final int MAX = 3;
    private static final ConstraintValidatorContext NONE = null;

    private final Printable.Validator validator = new Printable.Validator();

    @Printable(max = MAX)
    private final List<String> annotated = List.of();

    @BeforeEach
    void configure() throws NoSuchFieldException {
        validator.initialize(getClass().getDeclaredField("annotated").getAnnotation(Printable.class));
    }

    @Test
    void takesOneTextOfOneToMaxCharacters() {
        assertThat(annotated).isEmpty();
        assertThat(validator.isValid(List.of("a"), NONE)).isTrue();
        assertThat(validator.isValid(List.of("abc"), NONE)).isTrue();
        assertThat(validator.isValid(List.of("\ud83d\ude00bc"), NONE)).isTrue();
    }

    @Test
    void refusesNoneTwoEmptyLongAndUnprintable() {
        assertThat(validator.isValid(null, NONE)).isFalse();
        assertThat(validator.isValid(List.of(), NONE)).isFalse();
        assertThat(validator.isValid(List.of("a", "a"), NONE)).isFalse();
        assertThat(validator.isValid(Collections.singletonList(null), NONE)).isFalse();
        assertThat(validator.isValid(List.of(""), NONE)).isFalse();
        assertThat(validator.isValid(List.of(" "), NONE)).isFalse();
        assertThat(validator.isValid(List.of("\u00a0\u3000"), NONE)).isFalse();
        assertThat(validator.isValid(List.of("abcd"), NONE)).isFalse();
        assertThat(validator.isValid(List.of("a\n"), NONE)).isFalse();
    }

    @Test
    void aTextThatIsNotUtf8AfterDecodingIsNone() {
        assertThat(PrintableText.percentDecoded("%C3%A4")).contains("ä");
        assertThat(PrintableText.percentDecoded("%FF")).isEmpty();
        assertThat(PrintableText.percentDecoded("a%FF")).isEmpty();
        assertThat(PrintableText.percentDecoded("%")).isEmpty();
    }

    @Test
    void aTextCutToNothingIsEmpty() {
        assertThat(PrintableText.printable("\ud83d\ude00", 0)).isEmpty();
        assertThat(PrintableText.printable("\ud83d\ude00", 1)).isEmpty();
        assertThat(PrintableText.printable("\ud83d\ude00", 2)).isEqualTo("\ud83d\ude00");
    }
}
