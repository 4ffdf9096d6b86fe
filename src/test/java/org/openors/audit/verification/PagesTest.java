package org.openors.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records with every second number, from 3 on. */
class PagesTest {

    private static final int PAGE = SealedRecords.PAGE;

    private final List<Long> asked = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "999, 0", "1000, 1", "1001, 1", "1999, 1", "2000, 2", "2001, 2"})
    void everyRecordComesOnceAndAFullPageIsFollowedByOneMore(int records, int fullPages) {
        var found = new ArrayList<Long>();
        pages(records).forEachRemaining(record -> found.add(record.sequence()));
        assertThat(found)
                .isEqualTo(LongStream.range(0, records)
                        .map(PagesTest::number)
                        .boxed()
                        .toList());
        assertThat(asked).hasSize(fullPages + 1);
    }

    @Test
    void eachPageBeginsAfterTheLastRecordOfTheOneBefore() {
        pages(2 * PAGE + 1).forEachRemaining(record -> {});
        assertThat(asked).containsExactly(1L, number(PAGE - 1) + 1, number(2 * PAGE - 1) + 1);
    }

    @Test
    void aPageIsReadWhenItIsNeededAndNotBefore() {
        var pages = pages(PAGE + 1);
        assertThat(asked).isEmpty();
        for (int i = 0; i < PAGE; i++) {
            pages.next();
        }
        assertThat(asked).hasSize(1);
        pages.next();
        assertThat(asked).hasSize(2);
    }

    @Test
    void afterTheLastRecordThereIsNoneAndNothingIsRead() {
        var pages = pages(1);
        pages.next();
        assertThat(pages.hasNext()).isFalse();
        assertThatThrownBy(pages::next).isInstanceOf(NoSuchElementException.class);
        assertThat(asked).hasSize(1);
    }

    /** Somebody has planted it: after it the numbers would begin anew. */
    @Test
    void afterTheHighestNumberThereIsNone() {
        var found = new ArrayList<Long>();
        new Pages(1, from -> {
                    asked.add(from);
                    return LongStream.rangeClosed(Long.MAX_VALUE - PAGE + 1, Long.MAX_VALUE)
                            .mapToObj(PagesTest::record)
                            .toList();
                })
                .forEachRemaining(record -> found.add(record.sequence()));
        assertThat(found).hasSize(PAGE).endsWith(Long.MAX_VALUE);
        assertThat(asked).hasSize(1);
    }

    private Pages pages(int records) {
        return new Pages(1, from -> {
            asked.add(from);
            return LongStream.range(0, records)
                    .map(PagesTest::number)
                    .filter(number -> number >= from)
                    .limit(PAGE)
                    .mapToObj(PagesTest::record)
                    .toList();
        });
    }

    private static long number(long index) {
        return 3 + 2 * index;
    }

    private static SealedRecord record(long number) {
        return new SealedRecord(number, null, null, "", null, "1", new byte[0], null, null);
    }
}
