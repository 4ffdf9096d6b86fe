package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.study.Column.STAYS;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.error.Refusal;

/** A study-data document, read as a stream. */
class StudyDataDocumentTest {

    private static final String ID = "0A1B2C3D4E5F67890123456789ABCD";

    @Test
    void readsTheRowsOfEachSectionAndWhatStandsBeside() {
        var document = document(
                "{\"title\":\"x\",\"inventory\":[{\"inventoryId\":\"" + ID
                        + "01\",\"kitTypeId\":\"K\"}],\"version\":\"1\",\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}]}");
        assertThat(rows(document, Section.INVENTORY))
                .containsExactly(List.of(UUID.fromString("0a1b2c3d-4e5f-6789-0123-456789abcd01"), "K"));
        assertThat(rows(document, Section.KIT_TYPES)).hasSize(1);
        assertThat(document.header().study()).containsExactly("x", "1");
        assertThat(document.header().deviceService()).isEmpty();
        assertThat(document.counts())
                .isEqualTo(Map.of(
                        "kitTypes",
                        1,
                        "subjects",
                        0,
                        "inventory",
                        1,
                        "dispensations",
                        0,
                        "registrations",
                        0,
                        "sites",
                        0));
    }

    @Test
    void handsOutTheRowsOfOneSectionInSets() {
        var rows = IntStream.range(0, 4_500)
                .mapToObj(i -> "{\"inventoryId\":\"%032X\",\"kitTypeId\":\"%d\"}".formatted(i, i))
                .collect(Collectors.joining(","));
        var document = document("{\"kitTypes\":[],\"inventory\":[" + rows + "],\"title\":\"x\"}");
        var sets = new ArrayList<String>();
        document.readRows(Section.INVENTORY, (first, set) -> sets.add(first + ": " + set.size()));
        assertThat(sets).containsExactly("0: 2000", "2000: 2000", "4000: 500");
        assertThat(rows(document, Section.INVENTORY).stream().map(row -> row.get(1)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 4_500).mapToObj(Integer::toString).toList());
    }

    /** The bytes as they came, with what stands around the object. */
    @Test
    void hasTheDigestOfTheBytesAsReceived() throws NoSuchAlgorithmException {
        var text = " {\"title\" : \"\u00e4\"}\r\n \t";
        var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        assertThat(document(text).digest()).isEqualTo(HexFormat.of().formatHex(digest));
    }

    @Test
    void aRowThatIsThereTwiceIsAProblem() {
        var kit = "{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}";
        assertRefused("{\"kitTypes\":[" + kit + "," + kit + "]}", "/kitTypes/1 is in the document twice");
    }

    /** The rest would only be kept to look for rows that are there twice. */
    @Test
    void readsNoFurtherThanTheHundredthProblem() {
        var rows = "{\"x\":1},".repeat(50);
        assertRefused("{\"kitTypes\":[" + rows + "no JSON", "/kitTypes/0/kitTypeId is required (and more)");
        var two = "{\"kitTypes\":[" + "{\"kitTypeId\":\"K\"},".repeat(2) + "no JSON";
        assertThatThrownBy(() -> document(two)).hasMessageStartingWith("The body is not JSON at line 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subjects\":{}}                | /subjects must be a list",
                "{\"subjects\":null}              | /subjects must be a list",
                "{\"subjects\":[1]}               | /subjects/0 must be an object",
                "{\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"},[]]} | /kitTypes/1 must be an object",
                "{\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\",\"x\":1}]} | /kitTypes/0/x is not a known name",
                "{\"inventory\":[{\"inventoryId\":\"x\",\"kitTypeId\":\"K\"}]} | /inventory/0/inventoryId must be a UUID",
            })
    void namesThePathOfAProblem(String text, String problem) {
        assertRefused(text, problem);
    }

    @Test
    void hasAThousandNamesBesideTheRowsAndNoMore() {
        var names = IntStream.range(0, 999).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        assertThatThrownBy(() -> document("{\"kitTypes\":[]," + names + "}"))
                .hasMessage("/0 is not a known name (and more)");
        assertRefused("{\"kitTypes\":[]," + names + ",\"a\":1}", "An object in the body has too many members");
    }

    /** Without a limit, all names of a document of 64 MiB would be kept, and all rows of one that has only problems. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"       | `\":1,\"` | An object in the body has too many members",
                "{\"       | `\":{},\"` | An object in the body has too many members",
                "{\"title\":{\" | `\":1,\"` | An object in the body has too many members",
                "{\"title\":[\" | `\",\"` | A value in the body has too many members or elements",
                "{\"subjects\":[{\"subjectId\":\" | `\"},{\"subjectId\":\"` | /subjects/0/subjectId must be a UUID (and more)",
                "{\"subjects\":[{\"subjectId\":{\" | `\":1,\"` | A value in the body has too many members or elements",
                "{\"subjects\":[[\" | `\",\"` | A value in the body has too many members or elements"
            })
    void refusesMillionsOfNamesAfterTheFirstThousand(String begin, String separator, String problem) {
        var endless = new Endless(begin, separator);
        assertThatThrownBy(() -> new StudyDataDocument(endless)).hasMessage(problem);
        assertThat(endless.bytesRead()).isLessThan(256 * 1024);
    }

    /** A site of 19 characters takes 125 bytes in memory: a document of 64 MiB would end the server. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"sites\":[{\"siteId\":\" | `\"},{\"siteId\":\"` | /sites must be a list of at most 5000 rows",
                "{\"kitTypes\":[{\"deviceType\":\"Other\",\"kitTypeId\":\" | `\"},{\"deviceType\":\"Other\",\"kitTypeId\":\"` | /kitTypes must be a list of at most 100000 rows",
            })
    void refusesMillionsOfShortRows(String begin, String separator, String problem) {
        var endless = new Endless(begin, separator);
        assertThatThrownBy(() -> new StudyDataDocument(endless))
                .isInstanceOf(Refusal.class)
                .hasMessage(problem);
        assertThat(endless.bytesRead()).isLessThan(5 * 1024 * 1024);
    }

    @Test
    void takesFiveThousandSites() {
        var sites = IntStream.range(0, 5_000)
                .mapToObj(i -> "{\"siteId\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        assertThat(document("{\"sites\":[" + sites + "]}").counts()).containsEntry("sites", 5_000);
    }

    @Test
    void handsOutKitTypesInSmallSetsAsTheyMayBeLong() {
        var kits = IntStream.range(0, 600)
                .mapToObj(i -> "{\"kitTypeId\":\"" + i + "\",\"deviceType\":\"Other\"}")
                .collect(Collectors.joining(","));
        var sites = IntStream.range(0, 2_001)
                .mapToObj(i -> "{\"siteId\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        var document = document("{\"kitTypes\":[" + kits + "],\"sites\":[" + sites + "]}");
        assertThat(sets(document, Section.KIT_TYPES)).containsExactly("0 250", "250 250", "500 100");
        assertThat(sets(document, Section.SITES)).containsExactly("0 2000", "2000 1");
    }

    /** The index of the first row of each set, and how many rows it has. */
    private static List<String> sets(StudyDataDocument document, Section section) {
        var sets = new ArrayList<String>();
        document.readRows(section, (first, rows) -> sets.add(first + " " + rows.size()));
        return sets;
    }

    @Test
    void columnsStandInTheOrderOfTheTable() {
        var document = document("{\"kitTypes\":[{\"kitTypeId\":\"K\",\"description\":\"d\",\"deviceType\":\"Other\","
                + "\"deviceConnection\":\"NoConnection\",\"deviceModelUrns\":[\"urn:a:b\",\"urn:c:d\"]},"
                + "{\"kitTypeId\":\"L\",\"deviceType\":\"MobileApp\"},"
                + "{\"kitTypeId\":\"M\",\"deviceType\":\"Other\",\"description\":null,\"deviceConnection\":null,"
                + "\"deviceModelUrns\":null}]}");
        assertThat(rows(document, Section.KIT_TYPES))
                .containsExactly(
                        List.of("K", "d", "Other", "NoConnection", "urn:a:b\nurn:c:d"),
                        List.of("L", STAYS, "MobileApp", STAYS, STAYS),
                        Arrays.asList("M", null, "Other", null, ""));
    }

    private static List<List<Object>> rows(StudyDataDocument document, Section section) {
        var rows = new ArrayList<List<Object>>();
        document.readRows(section, (first, set) -> set.forEach(row -> rows.add(Arrays.asList(row))));
        return rows;
    }

    private static void assertRefused(String text, String problem) {
        assertThatThrownBy(() -> document(text)).isInstanceOf(Refusal.class).hasMessage(problem);
    }

    private static StudyDataDocument document(String text) {
        return new StudyDataDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Numbered names without end. */
    private static final class Endless extends InputStream {

        private final String separator;
        private byte[] next;
        private int place;
        private int number;
        private long bytesRead;

        Endless(String begin, String separator) {
            this.separator = separator;
            this.next = begin.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int read() {
            if (place == next.length) {
                next = (number++ + separator).getBytes(StandardCharsets.UTF_8);
                place = 0;
            }
            bytesRead++;
            return next[place++];
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            for (int i = 0; i < length; i++) {
                buffer[offset + i] = (byte) read();
            }
            return length;
        }

        long bytesRead() {
            return bytesRead;
        }
    }
}
