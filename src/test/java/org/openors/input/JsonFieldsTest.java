package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.http.Details;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;

class JsonFieldsTest {

    private static final String SHORT_TEXT = "must have 1 to 5 printable characters";

    @Test
    void takesWhatIsAsItMustBe() {
        var id = UUID.randomUUID();
        var fields = fields("{\"text\":\"é😀345\",\"id\":\"" + Identifier.format(id)
                + "\",\"mode\":\"test\",\"flag\":true,\"texts\":[\"a\",\"b\"],\"null\":null}");
        assertThat(fields.text("text", 5, 5)).isEqualTo("é😀345");
        assertThat(fields.requiredText("text", 1, 5)).isEqualTo("é😀345");
        assertThat(fields.matching("text", 5, text -> true, "unused")).isEqualTo("é😀345");
        assertThat(fields.identifier("id")).isEqualTo(id);
        assertThat(fields.requiredOneOf("mode", Mode.class)).isEqualTo(Mode.test);
        assertThat(fields.flag("flag")).isTrue();
        assertThat(fields.texts("texts", 2, text -> true, "unused")).containsExactly("a", "b");
        assertThat(fields.isGiven("null")).isFalse();
        assertThat(fields.isGiven("text")).isTrue();
        fields.refuseOthers();
        fields.problems().refuseIfAny();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":null}"})
    void nullIsAsGoodAsAbsent(String body) {
        var fields = fields(body);
        assertThat(fields.text("a", 1, 5)).isNull();
        assertThat(fields.matching("a", 5, text -> false, "unused")).isNull();
        assertThat(fields.oneOf("a", Mode.class)).isNull();
        assertThat(fields.flag("a")).isFalse();
        assertThat(fields.texts("a", 1, text -> false, "unused")).isEmpty();
        fields.refuseOthers();
        fields.problems().refuseIfAny();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"a\":null}"})
    void namesWhatIsRequired(String body) {
        assertThat(problems(body, fields -> fields.requiredText("a", 0, 5))).isEqualTo("/a is required");
        assertThat(problems(body, fields -> fields.identifier("a"))).isEqualTo("/a is required");
        assertThat(problems(body, fields -> fields.requiredOneOf("a", Mode.class)))
                .isEqualTo("/a is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "99999999999", "true", "[\"x\"]", "{\"x\":\"x\"}"})
    void turnsNoOtherTypeIntoAText(String value) {
        var body = "{\"a\":" + value + "}";
        assertThat(problems(body, fields -> fields.text("a", 0, 100))).isEqualTo("/a must be a text");
        assertThat(problems(body, fields -> fields.identifier("a"))).isEqualTo("/a must be a text");
        assertThat(problems(body, fields -> fields.oneOf("a", Mode.class)))
                .isEqualTo("/a must be one of test, active, training");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "\"true\"", "[true]", "{}"})
    void turnsNoOtherTypeIntoAFlag(String value) {
        assertThat(problems("{\"a\":" + value + "}", fields -> fields.flag("a")))
                .isEqualTo("/a must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123456", "😀😀😀😀😀😀", "a\\u0001", "a\\n", "a\\u202e", "\\ufdd0"})
    void measuresTextsInPrintableCharacters(String text) {
        assertThat(problems("{\"a\":\"" + text + "\"}", fields -> fields.text("a", 1, 5)))
                .isEqualTo("/a " + SHORT_TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\u00A0\u3000"})
    void whiteSpaceAloneIsMissing(String blank) {
        var body = "{\"a\":\"" + blank + "\"}";
        assertThat(problems(body, fields -> fields.text("a", 1, 5))).isEqualTo("/a must not be white space alone");
        assertThat(problems(body, fields -> fields.requiredText("a", 1, 5)))
                .isEqualTo("/a must not be white space alone");
        assertThat(fields(body).text("a", 0, 5)).isNull();
    }

    @Test
    void theEmptyTextIsMissingWhereItIsAllowed() {
        assertThat(fields("{\"a\":\"\"}").text("a", 0, 5)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "B1B8327AFAA6412287106192AB5984E", "{B1B8327A-FAA6-4122-8710-6192AB5984EF}"})
    void anIdentifierIsAUuid(String text) {
        assertThat(problems("{\"a\":\"" + text + "\"}", fields -> fields.identifier("a")))
                .isEqualTo("/a must be a UUID");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Test", "active ", "", "0"})
    void anEnumIsSpeltExactly(String text) {
        assertThat(problems("{\"a\":\"" + text + "\"}", fields -> fields.oneOf("a", Mode.class)))
                .isEqualTo("/a must be one of test, active, training");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"x\"                 | /a must be a list of at most 2 texts",
                "{\"0\":\"x\"}         | /a must be a list of at most 2 texts",
                "[\"x\",\"x\",\"x\"]   | /a must be a list of at most 2 texts",
                "[\"x\",1]             | /a/1 must be x",
                "[null]                | /a/0 must be x",
                "[[\"x\"]]             | /a/0 must be x",
                "[\"x\",\"y\"]         | /a/1 must be x"
            })
    void aListHoldsTextsByTheRule(String list, String problem) {
        assertThat(problems("{\"a\":" + list + "}", fields -> fields.texts("a", 2, "x"::equals, "must be x")))
                .isEqualTo(problem);
    }

    @Test
    void namesEveryMemberThatNobodyAskedForInASafeSpelling() {
        var name = "~/\\u202e\\n<script>" + "x".repeat(100);
        var problem = problems("{\"known\":1,\"" + name + "\":1}", fields -> fields.isGiven("known"));
        assertThat(problem).isEqualTo("/~0~1\uFFFD\uFFFD<script>" + "x".repeat(28) + " is not a known name");
    }

    @Test
    void notesEveryProblemAndThePathOfEach() {
        var refusal = catchThrowableOfType(Refusal.class, () -> {
            var fields = new JsonFields(StrictJson.readObject(stream("{\"a\":1,\"z\":2}")), "/rows/7", new Problems());
            fields.text("a", 1, 5);
            fields.requiredText("b", 1, 5);
            fields.refuse("c", "is odd");
            fields.refuseOthers();
            fields.problems().refuseIfAny();
        });
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
        assertThat(Details.of(refusal).get("problems"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .extracting(Object::toString)
                .containsExactlyElementsOf(List.of(
                        "{path=/rows/7/a, message=must be a text}",
                        "{path=/rows/7/b, message=is required}",
                        "{path=/rows/7/c, message=is odd}",
                        "{path=/rows/7/z, message=is not a known name}"));
    }

    @Test
    void readsTheMembersOfAnObjectWithTheirPaths() {
        var fields = fields("{\"a\":{\"b\":1,\"c\":\"x\"},\"null\":null}");
        var inner = fields.object("a").orElseThrow();
        assertThat(inner.text("c", 1, 5)).isEqualTo("x");
        inner.text("b", 1, 5);
        assertThat(fields.object("null")).isEmpty();
        assertThat(fields.object("absent")).isEmpty();
        fields.refuseOthers();
        assertThatThrownBy(fields.problems()::refuseIfAny).hasMessage("/a/b must be a text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "true", "[{}]"})
    void turnsNoOtherTypeIntoAnObject(String value) {
        assertThat(problems(
                        "{\"a\":" + value + "}",
                        fields -> assertThat(fields.object("a")).isEmpty()))
                .isEqualTo("/a must be an object");
    }

    @Test
    void aRefusedValueIsGiven() {
        var fields = fields("{\"a\":1}");
        assertThat(fields.text("a", 1, 5)).isNull();
        assertThat(fields.isGiven("a")).isTrue();
    }

    @Test
    void refusesWhatIsNotStrictJson() {
        assertThatThrownBy(() -> fields("{\"a\":1,\"a\":1}"))
                .isInstanceOf(Refusal.class)
                .hasMessage("The body names a member twice at /a");
    }

    /** The message of the refusal that this way of reading leads to; {@code refuseOthers} comes last as always. */
    private static String problems(String body, Consumer<JsonFields> reading) {
        var fields = fields(body);
        reading.accept(fields);
        fields.refuseOthers();
        return catchThrowableOfType(Refusal.class, fields.problems()::refuseIfAny)
                .getMessage();
    }

    private static JsonFields fields(String body) {
        return JsonFields.read(stream(body));
    }

    private static ByteArrayInputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }
}
