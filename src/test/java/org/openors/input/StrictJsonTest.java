package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** JSON by RFC 8259 and nothing else: what a lenient reader would guess at is refused, and no value is repeated. */
class StrictJsonTest {

    private static final String CANARY = "canary";

    @Test
    void readsEveryKindOfValue() {
        var members = read("""
            { "text" : "\\u00e9\\n\\ud83d\\ude00 \\/ \\"", "number":-1.50e2, "true":true, "false":false, "null":null,
              "list":[1,"2",[ ],{ }], "object":{"a":{"b":[]}}, "":0 }
            """);
        assertThat(members)
                .isEqualTo(Json.createObjectBuilder()
                        .add("text", "é\n😀 / \"")
                        .add("number", new BigDecimal("-1.50e2"))
                        .add("true", true)
                        .add("false", false)
                        .addNull("null")
                        .add(
                                "list",
                                Json.createArrayBuilder()
                                        .add(1)
                                        .add("2")
                                        .add(JsonValue.EMPTY_JSON_ARRAY)
                                        .add(JsonValue.EMPTY_JSON_OBJECT))
                        .add(
                                "object",
                                Json.createObjectBuilder()
                                        .add("a", Json.createObjectBuilder().add("b", JsonValue.EMPTY_JSON_ARRAY)))
                        .add("", 0)
                        .build());
        assertThat(members.getString("text")).isEqualTo("é\n😀 / \"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "1.5", "9007199254740993", "0.1000000000000000055511151231257827", "1E400"})
    void roundsNoNumber(String number) {
        assertThat(read("{\"a\":" + number + "}").getJsonNumber("a").bigDecimalValue())
                .isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"canary\"",
                "[]",
                "[{}]",
                "canary",
                "{",
                "}",
                "{]",
                "{}}",
                "{}{}",
                "{} x",
                "{},",
                "{}\u0000",
                "{}//canary",
                "/*canary*/{}",
                "\uFEFF{}",
                "\u00A0{}",
                "\f{}",
                "{}\u2028",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":1;\"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":'canary'}",
                "{\"a\":canary}",
                "{\"a\":True}",
                "{\"a\":nul}",
                "{\"a\":nullx}",
                "{\"a\":undefined}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":0x10}",
                "{\"a\":1_000}",
                "{\"a\":-}",
                "{\"a\":--1}",
                "{\"a\":1 2}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":[}]",
                "{\"a\":{\"b\":1]",
                "{\"a\":\"canary",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\u00g1\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u0001\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\u0000\":1}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\\u0000\":1}",
                "{\"a\":\"\\ud83d\"}",
                "{\"a\":\"\\ude00\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"a\":\"\\ud83dcanary\"}",
                "{\"\\ud83d\":1}",
                "{\"a\":[\"\\u0000\"]}",
                "{\"a\":{\"b\":\"\\u0000\"}}"
            })
    void refusesWhatIsNotOneWholeObjectOfSoundTexts(String text) {
        assertUnreadable(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"canary\":1,\"canary\":1}",
                "{\"canary\":1,\"\\u0063anary\":2}",
                "{\"a\":{\"b\":1,\"c\":2,\"b\":3}}",
                "{\"a\":[{},{\"b\":1,\"b\":1}]}"
            })
    void refusesAMemberThatIsNamedTwice(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("The body names a member twice at /");
    }

    @Test
    void takesOneNameInTwoObjects() {
        assertThat(read("{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}")).containsOnlyKeys("a", "b");
    }

    @Test
    void refusesEveryDocumentThatIsCutOff() {
        var whole = "{\"a\":[1.5e3,\"\\u00e9\",{\"b\":null}],\"c\":true}";
        assertThat(read(whole)).hasSize(2);
        for (int length = 0; length < whole.length(); length++) {
            assertUnreadable(whole.substring(0, length).getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c0af", // overlong slash
                "c080", // overlong NUL
                "e080af",
                "f08080af",
                "eda080", // a surrogate
                "f4908080", // beyond U+10FFFF
                "f8888080 80",
                "80", // continuation alone
                "c3", // cut off before the quote
                "e282",
                "fe",
                "ff"
            })
    void refusesBytesThatAreNotUtf8(String hex) {
        var bad = HexFormat.of().parseHex(hex.replace(" ", ""));
        var before = "{\"a\":\"canary".getBytes(StandardCharsets.UTF_8);
        var after = "\"}".getBytes(StandardCharsets.UTF_8);
        var text = Arrays.copyOf(before, before.length + bad.length + after.length);
        System.arraycopy(bad, 0, text, before.length, bad.length);
        System.arraycopy(after, 0, text, before.length + bad.length, after.length);
        assertThatThrownBy(() -> read(text)).isInstanceOf(Refusal.class).hasMessage("The body is not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void refusesOtherEncodings(String encoding) {
        assertUnreadable("{\"a\":\"canary\"}".getBytes(Charset.forName(encoding)));
    }

    @Test
    void nestsSixteenLevelsDeepAndNoDeeper() {
        assertThat(read(nested("[", "]", 16))).containsOnlyKeys("a");
        assertThat(read(nested("{\"a\":", "}", 16))).containsOnlyKeys("a");
        for (int depth : new int[] {17, 3_000, 1_000_000}) {
            assertDeep(nested("[", "]", depth));
            assertDeep(nested("{\"a\":", "}", depth));
            assertDeep("{\"a\":" + "[".repeat(depth));
        }
    }

    @Test
    void holdsAThousandMembersAndNoMore() {
        var elements = "1,".repeat(999) + "1";
        var members = IntStream.range(0, 1_000).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        assertThat(read("{" + members + "}")).hasSize(1_000);
        assertThat(read("{\"a\":{" + members + "},\"b\":[" + elements + "]}")).hasSize(2);
        assertUnreadable(("{" + members + ",\"a\":1}").getBytes(StandardCharsets.UTF_8));
        assertUnreadable(("{\"a\":{" + members + ",\"a\":1}}").getBytes(StandardCharsets.UTF_8));
        assertUnreadable(("{\"a\":[" + elements + ",1]}").getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1e2147483648"})
    void refusesANumberThatNothingCanHold(String number) {
        assertUnreadable(("{\"a\":" + number + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesANumberOfTenThousandDigits() {
        assertUnreadable(("{\"a\":" + "9".repeat(10_000) + "}").getBytes(StandardCharsets.UTF_8));
        assertUnreadable(("{\"a\":0." + "9".repeat(10_000) + "}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void handsOutALongListElementByElement() {
        var elements = new ArrayList<Object>();
        var list = IntStream.range(0, 5_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        try (var json = json("{\"skipped\":{\"a\":[1]},\"list\":[" + list + "],\"text\":\"x\"}")) {
            json.readDocument((name, reader) -> {
                switch (name) {
                    case "list" ->
                        assertThat(reader.readArray((index, element) -> elements.add(element)))
                                .isTrue();
                    case "text" ->
                        assertThat(reader.readArray((index, element) -> elements.add("never")))
                                .isFalse();
                    default -> reader.skipValue();
                }
            });
        }
        assertThat(elements).hasSize(5_000).last().isEqualTo(Json.createValue(4_999));
    }

    @Test
    void countsTheMembersAndElementsInsideAValueAtEveryLevel() {
        var list = "[1,{\"a\":[" + "1,".repeat(996) + "1]}]";
        assertThat(read("{\"a\":" + list.replaceFirst("1,", "") + ",\"b\":" + list + "}"))
                .hasSize(2);
        assertUnreadable(("{\"a\":" + list.replaceFirst("1,", "1,1,") + "}").getBytes(StandardCharsets.UTF_8));
        assertUnreadable(("{\"a\":{\"b\":" + list + "}}").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void eachElementOfAStreamedListHasItsOwnLimit() {
        var full = "[" + "1,".repeat(999) + "1]";
        assertThat(elements("[" + full + "," + full + "]")).hasSize(2);
        assertThatThrownBy(() -> elements("[" + full + "," + full.replaceFirst("1", "1,1") + "]"))
                .isInstanceOf(Refusal.class)
                .hasMessage("A value in the body has too many members or elements");
    }

    @Test
    void aStreamedDocumentHasAThousandMembersAndNoMore() {
        assertThat(names(1_000)).hasSize(1_000);
        assertThatThrownBy(() -> names(1_001))
                .isInstanceOf(Refusal.class)
                .hasMessage("An object in the body has too many members");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"%s\"}", "{\"%s\":1}", "{\"a\":[\"\",{\"b\":\"%s\"}]}"})
    void aTextOrNameHas128KiCharactersAndNoMore(String text) {
        assertThat(read(text.formatted("x".repeat(128 * 1024)))).hasSize(1);
        assertThat(read(text.formatted("\\\\".repeat(64 * 1024)))).hasSize(1);
        assertTooLong(text.formatted("x".repeat(128 * 1024 + 1)));
        assertTooLong(text.formatted("\\\"".repeat(64 * 1024) + "x"));
        assertTooLong(text.formatted("\\u0041".repeat(22_000)));
        assertTooLong(text.formatted("[1, 2]".repeat(22_000)));
    }

    @Test
    void theLimitOfATextIsForEachAlone() {
        var half = "\"" + "x".repeat(100_000) + "\"";
        assertThat(read("{\"a\":[" + half + " , " + half + "," + " ".repeat(200_000) + half + "]}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":\"", "{\"", "{\"a\":1", "{\"a\":\"\\\"", "{\"a\":nul", "{\"a\":\"\\\\\",\""})
    void aTextWithoutEndIsNotReadIntoMemory(String start) {
        var read = new AtomicLong();
        var endless = new SequenceInputStream(stream(start), new InputStream() {
            @Override
            public int read() {
                if (read.incrementAndGet() > 1024 * 1024) {
                    throw new AssertionError("read more than 1 MiB");
                }
                return '1';
            }
        });
        assertThatThrownBy(() -> StrictJson.readObject(endless)).isInstanceOf(Refusal.class);
    }

    @Test
    void passesOnWhatTheCallersReaderThrows() {
        try (var json = json("{\"list\":[1,2]}")) {
            assertThatThrownBy(() -> json.readDocument((name, value) -> value.readArray((index, element) -> {
                        throw new IOException("element " + index);
                    })))
                    .isInstanceOf(IOException.class)
                    .hasMessage("element 0");
        }
    }

    private static List<Object> elements(String list) {
        var elements = new ArrayList<Object>();
        try (var json = json("{\"list\":" + list + "}")) {
            json.readDocument((name, value) -> value.readArray((index, element) -> elements.add(element)));
        }
        return elements;
    }

    private static List<String> names(int count) {
        var names = new ArrayList<String>();
        var members = IntStream.range(0, count).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        try (var json = json("{" + members + "}")) {
            json.readDocument((name, value) -> {
                names.add(name);
                value.skipValue();
            });
        }
        return names;
    }

    private static void assertTooLong(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Refusal.class)
                .hasMessage("A text or number in the body is longer than 131072 characters");
    }

    private static String nested(String open, String close, int depth) {
        return "{\"a\":" + open.repeat(depth - 2) + (open.equals("[") ? "[" : "{") + close.repeat(depth - 1) + "}";
    }

    private static void assertDeep(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Refusal.class)
                .hasMessage("The body is nested deeper than 16 levels");
    }

    private static void assertUnreadable(byte[] text) {
        assertThatThrownBy(() -> read(text))
                .as(new String(text, 0, Math.min(text.length, 80), StandardCharsets.UTF_8))
                .isInstanceOf(Refusal.class)
                .hasFieldOrPropertyWithValue("code", ErrorCode.INVALID_REQUEST)
                .hasMessageMatching("(The|A|An) [^\n]+")
                .hasMessageNotContaining(CANARY);
    }

    private static JsonObject read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject read(byte[] text) {
        return StrictJson.readObject(new ByteArrayInputStream(text));
    }

    private static StrictJson json(String text) {
        return new StrictJson(stream(text));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
