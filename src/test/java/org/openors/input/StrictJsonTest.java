package org.openors.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
                .containsEntry("text", "é\n😀 / \"")
                .containsEntry("number", new BigDecimal("-1.50e2"))
                .containsEntry("true", true)
                .containsEntry("false", false)
                .containsEntry("null", null)
                .containsEntry("list", List.of(BigDecimal.ONE, "2", List.of(), Map.of()))
                .containsEntry("object", Map.of("a", Map.of("b", List.of())))
                .containsEntry("", BigDecimal.ZERO)
                .hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999999", "1.5", "9007199254740993", "0.1000000000000000055511151231257827", "1E400"})
    void roundsNoNumber(String number) {
        assertThat(read("{\"a\":" + number + "}")).containsEntry("a", new BigDecimal(number));
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
                .isInstanceOf(StrictJson.Unreadable.class)
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
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StrictJson.Unreadable.class)
                .hasMessage("The body is not UTF-8");
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
        assertThat(elements).hasSize(5_000).last().isEqualTo(new BigDecimal(4_999));
    }

    private static String nested(String open, String close, int depth) {
        return "{\"a\":" + open.repeat(depth - 2) + (open.equals("[") ? "[" : "{") + close.repeat(depth - 1) + "}";
    }

    private static void assertDeep(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(StrictJson.Unreadable.class)
                .hasMessage("The body is nested deeper than 16 levels");
    }

    private static void assertUnreadable(byte[] text) {
        assertThatThrownBy(() -> read(text))
                .as(new String(text, 0, Math.min(text.length, 80), StandardCharsets.UTF_8))
                .isInstanceOf(StrictJson.Unreadable.class)
                .hasMessageMatching("(The|A|An) [^\n]+")
                .hasMessageNotContaining(CANARY);
    }

    private static Map<String, Object> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> read(byte[] text) {
        return StrictJson.readObject(new ByteArrayInputStream(text));
    }

    private static StrictJson json(String text) {
        return new StrictJson(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
