package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openors.error.Refusal;
import org.openors.input.Problems;
import org.openors.study.StudyDataRow.ItemRow;

/** A study-data document, read as a stream. */
class StudyDataDocumentTest {

    private static final String ID = "0A1B2C3D4E5F67890123456789ABCD";

    @Test
    void readsTheRowsOfEachSectionAndWhatStandsBeside() throws IOException {
        var document = document(
                "{\"title\":\"x\",\"inventory\":[{\"inventoryId\":\"" + ID
                        + "01\",\"kitTypeId\":\"K\"}],\"version\":\"1\",\"kitTypes\":[{\"kitTypeId\":\"K\",\"deviceType\":\"Other\"}]}");
        var read = new ArrayList<String>();
        var problems = new Problems();
        var fields =
                document.read(problems, (section, index, row) -> read.add(section.pathOf(index) + " " + row.key()));
        assertThat(read).containsExactly("/inventory/0 0a1b2c3d-4e5f-6789-0123-456789abcd01", "/kitTypes/0 K");
        assertThat(StudyHeader.of(fields)).isEqualTo(new StudyHeader("x", "1", null));
        problems.refuseIfAny();
    }

    @Test
    void handsOutTheRowsOfOneSectionInSets() throws IOException {
        var rows = IntStream.range(0, 4_500)
                .mapToObj(i -> "{\"inventoryId\":\"%032X\",\"kitTypeId\":\"%d\"}".formatted(i, i))
                .collect(Collectors.joining(","));
        var document = document("{\"kitTypes\":[{}],\"inventory\":[" + rows + "],\"title\":[[{}]]}");
        var sizes = new ArrayList<Integer>();
        var read = new ArrayList<String>();
        document.readRows(Section.INVENTORY, set -> {
            sizes.add(set.size());
            set.forEach((index, row) -> read.add(index + " " + ((ItemRow) row).kitTypeId()));
        });
        assertThat(sizes).containsExactly(2_000, 2_000, 500);
        assertThat(read)
                .containsExactlyElementsOf(
                        IntStream.range(0, 4_500).mapToObj(i -> i + " " + i).toList());
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
    void namesThePathOfAProblem(String text, String problem) throws IOException {
        var problems = new Problems();
        document(text).read(problems, (section, index, row) -> {});
        assertThatThrownBy(problems::refuseIfAny).isInstanceOf(Refusal.class).hasMessage(problem);
    }

    /** Without a limit, a document of 64 MiB has millions of names, and all of them are kept. */
    @Test
    void hasAThousandNamesBesideTheRowsAndNoMore() throws IOException {
        var names = IntStream.range(0, 999).mapToObj(i -> "\"" + i + "\":1").collect(Collectors.joining(","));
        var rows = "{\"kitTypeId\":\"K\"},".repeat(1_001) + "{}";
        var problems = new Problems();
        document("{\"kitTypes\":[" + rows + "]," + names + "}").read(problems, (section, index, row) -> {});
        var tooMany = document("{\"kitTypes\":[]," + names + ",\"a\":1}");
        assertThatThrownBy(() -> tooMany.read(problems, (section, index, row) -> {}))
                .isInstanceOf(Refusal.class)
                .hasMessage("An object in the body has too many members");
    }

    @Test
    void columnsStandInTheOrderOfTheTable() throws IOException {
        var document = document("{\"kitTypes\":[{\"kitTypeId\":\"K\",\"description\":\"d\",\"deviceType\":\"Other\","
                + "\"deviceConnection\":\"NoConnection\",\"deviceModelUrns\":[\"urn:a:b\",\"urn:c:d\"]},"
                + "{\"kitTypeId\":\"L\",\"deviceType\":\"MobileApp\"}]}");
        var columns = new ArrayList<List<Object>>();
        document.readRows(
                Section.KIT_TYPES, set -> set.values().forEach(row -> columns.add(Arrays.asList(row.columns()))));
        assertThat(columns)
                .containsExactly(
                        List.of("K", "d", "Other", "NoConnection", "urn:a:b\nurn:c:d"),
                        Arrays.asList("L", null, "MobileApp", null, ""));
    }

    private static StudyDataDocument document(String text) throws IOException {
        return new StudyDataDocument(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
