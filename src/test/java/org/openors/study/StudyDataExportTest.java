package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.openors.http.TimedAnswer;

/** What is stored is sent page by page, as a document that can be read again. */
class StudyDataExportTest {

    private static final int PAGES = 3;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<Integer> sentBefore = new ArrayList<>();

    @Test
    void sendsEachPageBeforeItReadsTheNext() {
        new StudyDataExport(header(), this::subjects).write(sent);

        assertThat(sentBefore).hasSize(PAGES + 1);
        for (int i = 1; i < sentBefore.size(); i++) {
            assertThat(sentBefore.get(i)).isGreaterThan(sentBefore.get(i - 1) + 1_000 * 32);
        }
        var read = new StudyDataDocument(new ByteArrayInputStream(sent.toByteArray()));
        assertThat(read.counts()).containsEntry("subjects", PAGES * 1_000).containsEntry("inventory", 0);
        assertThat(read.header().study()).containsExactly("A study", null);
    }

    @Test
    void whatARowRefersToComesAfterIt() {
        new StudyDataExport(header(), (section, last) -> List.of()).write(sent);

        assertThat(sent.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"title\":\"A study\",\"version\":null,\"sites\":[],\"registrations\":[],\"dispensations\":[],"
                                + "\"inventory\":[],\"subjects\":[],\"kitTypes\":[]}");
    }

    @Test
    void namesEachValueAndNullWhereThereIsNone() {
        new StudyDataExport(header(), StudyDataExportTest::oneOfEach).write(sent);

        assertThat(sent.toString(StandardCharsets.UTF_8))
                .contains(
                        "{\"kitTypeId\":\"K\",\"description\":null,\"deviceType\":\"Other\",\"deviceConnection\":null,"
                                + "\"deviceModelUrns\":[\"urn:a:b\",\"urn:c:d\"]}",
                        "{\"inventoryId\":\"00000000000000000000000000000001\","
                                + "\"deviceId\":\"00000000000000000000000000000002\",\"vendorCode\":null}",
                        "\"subjectNumber\":null");
    }

    @Test
    void oneThatBreaksOffIsNoJson() {
        var export = new StudyDataExport(header(), (section, last) -> {
            if (section == Section.SUBJECTS && last != null) {
                throw new IllegalStateException("the database is away");
            }
            return section == Section.SUBJECTS ? subjects(section, last) : List.of();
        });

        assertThatThrownBy(() -> export.write(sent)).hasMessage("the database is away");
        var broken = new ByteArrayInputStream(sent.toByteArray());
        assertThatThrownBy(() -> new StudyDataDocument(broken)).hasMessageContaining("is not JSON");
    }

    /** A page of kit types may have some megabytes. */
    @Test
    void aCallerThatIsTooSlowIsNotWaitedForUntilTheEndOfAPage() {
        var seconds = new AtomicLong();
        var slow = new FilterOutputStream(sent) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                seconds.addAndGet(40);
                out.write(bytes, offset, length);
            }
        };
        var timed = new TimedAnswer(slow, () -> TimeUnit.SECONDS.toNanos(seconds.get()));

        assertThatThrownBy(() -> new StudyDataExport(header(), this::subjects).write(timed))
                .hasMessage("The answer was not taken in time");
        assertThat(seconds).hasValueLessThanOrEqualTo(120);
        assertThat(sent.size()).isLessThan(1_000 * 32);
    }

    private static jakarta.json.JsonObject header() {
        return Json.createObjectBuilder()
                .add("title", "A study")
                .addNull("version")
                .build();
    }

    private List<Object[]> subjects(Section section, Object last) {
        if (section != Section.SUBJECTS) {
            return List.of();
        }
        sentBefore.add(sent.size());
        long from = last == null ? 0 : ((UUID) last).getLeastSignificantBits() + 1;
        var page = new ArrayList<Object[]>();
        for (long i = from; i < from + 1_000 && i < PAGES * 1_000; i++) {
            page.add(new Object[] {new UUID(0, i), null, null, null});
        }
        return page;
    }

    private static List<Object[]> oneOfEach(Section section, Object last) {
        if (last != null) {
            return List.of();
        }
        var one = new UUID(0, 1);
        var two = new UUID(0, 2);
        return List.<Object[]>of(
                switch (section) {
                    case KIT_TYPES -> new Object[] {"K", null, "Other", null, "urn:a:b\nurn:c:d"};
                    case SUBJECTS -> new Object[] {one, " ", "s", "m"};
                    case INVENTORY -> new Object[] {one, "K"};
                    case DISPENSATIONS -> new Object[] {one, one};
                    case REGISTRATIONS -> new Object[] {one, two, null};
                    case SITES -> new Object[] {"s", "n", "Europe/Zurich", null};
                });
    }
}
