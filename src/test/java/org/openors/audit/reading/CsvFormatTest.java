package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.audit.AuditField;

/** What a reader of CSV that is not ours makes of an export. */
class CsvFormatTest {

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

    @Test
    void writesAHeaderAndALineForEachRecord() throws IOException {
        assertThat(written(Entries.entry(Entries.recreation(), 4711L), Entries.entry(Entries.stranger(), null)))
                .isEqualTo("id,occurredAt,action,outcome,errorCode,reason,studyId,mode,subjectId,inventoryId,deviceId,"
                        + "actorIssuer,actor,actorRight,stateBefore,stateAfter,changeReason,trail,peerAddress,reference,"
                        + "connectorCall,sequence\r\n"
                        + "01A207BDAA3D7C1F9A8D1E02B3C4D5F6,2026-11-23T09:30:00.125Z,RECREATE_ACCESS_CODE,Success,,,"
                        + "6F9619FF8B86D011B42D00C04FC964FF,active,0A1B2C3D4E5F67890123456789ABCDEF,"
                        + "B1B8327AFAA6412287106192AB5984EF,9C2E47D1A05B4F6E8D3710BC52A6F984,"
                        + "\"https://idp.example.org\",nurse-17,DeviceActionsPost,\"Expired XYZ789\","
                        + "\"AwaitingBootstrap ABC123\",\"The phone was lost\",,127.0.0.1,"
                        + "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9,,4711\r\n"
                        + "01A207BDAA3D7C1F9A8D1E02B3C4D5F6,2026-11-23T09:30:00.125Z,RECREATE_ACCESS_CODE,Refused,"
                        + "ORS_401_01,UNAUTHENTICATED,6F9619FF8B86D011B42D00C04FC964FF,active,,,,,,,,,,,2001:db8::1,"
                        + "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9,,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "abc,abc",
                "a b,`\"a b\"`",
                "`a,b`,`\"a,b\"`",
                "a;b,\"a;b\"",
                "a\"b,`\"a\"\"b\"`",
                "=1,\"'=1\"",
                "+1,\"'+1\"",
                "-1,\"'-1\"",
                "@a,\"'@a\"",
                "'=1,\"''=1\"",
                "1-1,1-1",
                "`lost;=cmd|' /C calc'!A0;x`,`\"lost;'=cmd|' /C calc'!A0;x\"`",
                "`lost; +1`,`\"lost;' +1\"`",
                "`lost;\"=1\"`,`\"lost;'\"\"=1\"\"\"`",
                "`lost;'=1`,`\"lost;''=1\"`",
                "`lost, +1`,`\"lost, +1\"`",
                "`lost;'x`,`\"lost;'x\"`",
                "` =1`,`\"' =1\"`",
                "é,\"é\""
            })
    void quotesWhatAReaderCouldMistake(String text, String cell) {
        assertThat(CsvFormat.cell(text)).isEqualTo(cell);
    }

    @Property
    void anyTextStaysOneCellOfOneRecord(
            @ForAll("withAnyTexts") Map<AuditField, String> one, @ForAll("withAnyTexts") Map<AuditField, String> other)
            throws IOException {
        var records = read(written(Entries.entry(one, 1L), Entries.entry(other, null)));

        assertThat(records).hasSize(3);
        assertThat(texts(records.get(1))).isEqualTo(expected(one, "1"));
        assertThat(texts(records.get(2))).isEqualTo(expected(other, ""));
    }

    @ParameterizedTest
    @CsvSource({"'nurse\u200B17',\"nurse\\u200B17\"", "'a\r\nb',\"a\\u000D\\u000Ab\"", "'=\u202E1',\"'=\\u202E1\""})
    void aNameShowsWhatNobodySees(String actor, String cell) throws IOException {
        var texts = Entries.recreation();
        texts.put(AuditField.ACTOR, actor);
        assertThat(written(Entries.entry(texts, 1L))).contains("," + cell + ",");
    }

    /** Also where the reader does not know quotes. */
    @Property
    void noCellIsAFormulaWhateverSeparatesCells(
            @ForAll("withAnyTexts") Map<AuditField, String> texts,
            @ForAll @net.jqwik.api.constraints.IntRange(max = 2) int which)
            throws IOException {
        var csv = written(Entries.entry(texts, 1L));
        char separator = ",;\t".charAt(which);
        var format = CSVFormat.Builder.create()
                .setDelimiter(separator)
                .setQuote('"')
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
        try (var parser = CSVParser.parse(csv, format)) {
            assertThat(parser.getRecords()).allSatisfy(row -> assertThat(row).noneMatch(CsvFormatTest::isFormula));
        }
        assertThat(csv.split(which == 0 ? "\r\n" : "[\r\n" + separator + "]")).noneMatch(CsvFormatTest::isFormula);
    }

    private static boolean isFormula(String cell) {
        return cell.matches("(?s)[\\s\"\u200B]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*");
    }

    @Property
    void noCellIsAFormula(@ForAll("withAnyTexts") Map<AuditField, String> texts) throws IOException {
        assertThat(read(written(Entries.entry(texts, 1L))).get(1))
                .allSatisfy(cell -> assertThat(cell).doesNotMatch("(?s)[=+\\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20].*"));
    }

    @Provide
    Arbitrary<Map<AuditField, String>> withAnyTexts() {
        return Entries.withAnyTexts();
    }

    private static String written(AuditEntry... entries) throws IOException {
        var out = new StringWriter();
        var format = new CsvFormat();
        format.begin(out);
        for (var entry : entries) {
            format.write(entry, out);
        }
        return out.toString();
    }

    private static List<CSVRecord> read(String csv) throws IOException {
        try (var parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }

    /** The recorded texts: without the apostrophes before what could be a formula, and names without escapes. */
    private static List<String> texts(CSVRecord record) {
        var texts = record.stream()
                .map(cell -> cell.replaceAll(
                        "^'|(?<=[;\\p{Cc}\u2028\u2029])'(?=[\\p{C}\\p{Z}\"'\u2018\u2019\u201C\u201D]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20])",
                        ""))
                .collect(Collectors.toCollection(ArrayList::new));
        for (var name : List.of(AuditField.ACTOR_ISSUER, AuditField.ACTOR, AuditField.ACTOR_RIGHT)) {
            texts.set(
                    name.ordinal(),
                    ESCAPE.matcher(texts.get(name.ordinal()))
                            .replaceAll(escape -> Matcher.quoteReplacement(
                                    String.valueOf((char) Integer.parseInt(escape.group(1), 16)))));
        }
        return texts;
    }

    private static List<String> expected(Map<AuditField, String> texts, String sequence) {
        var fields = Arrays.stream(AuditField.values()).map(field -> Objects.requireNonNullElse(texts.get(field), ""));
        return java.util.stream.Stream.concat(fields, java.util.stream.Stream.of(sequence))
                .toList();
    }
}
