package org.openors.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SeenCallsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SeenCalls calls = new SeenCalls();
    private final UUID first = UUID.randomUUID();

    SeenCallsTest() {
        calls.nanos = nanos::get;
    }

    @Test
    void anEntryIsOverdueOnceItWasSeenForLongerThanAnyCallTakes() {
        look(List.of(first));
        nanos.addAndGet(SeenCalls.LONGEST.toNanos() - 1);
        look(List.of(first));
        assertThat(calls.isOverdue(first)).isFalse();
        nanos.addAndGet(1);
        assertThat(calls.isOverdue(first)).isTrue();
        assertThat(calls.isOverdue(UUID.randomUUID())).isFalse();
    }

    @Test
    void anEntryThatIsGoneIsForgotten() {
        look(List.of(first));
        look(List.of());
        nanos.addAndGet(SeenCalls.LONGEST.toNanos());
        assertThat(calls.isOverdue(first)).isFalse();
    }

    /** As one that fails in the middle. */
    @Test
    void aLookThatDoesNotEndForgetsNothing() {
        look(List.of(first));
        calls.look();
        nanos.addAndGet(SeenCalls.LONGEST.toNanos());
        assertThat(calls.isOverdue(first)).isTrue();
    }

    /** Who can write to the database can plant any number of entries. */
    @Test
    void itsMemoryIsBoundedAndPlantedEntriesForceNoOtherOutOfIt() {
        look(List.of(first));
        var planted = new ArrayList<UUID>();
        for (int i = 0; i < SeenCalls.MOST; i++) {
            planted.add(new UUID(0, i));
        }
        var all = new ArrayList<>(planted);
        all.add(first);
        look(all);
        nanos.addAndGet(SeenCalls.LONGEST.toNanos());
        assertThat(calls.isOverdue(first)).isTrue();
        assertThat(planted.stream().filter(calls::isOverdue)).hasSize(SeenCalls.MOST - 1);
        var last = planted.get(planted.size() - 1);
        assertThat(calls.isOverdue(last)).as("there is no place for it yet").isFalse();

        look(List.of(last));
        look(List.of(last));
        nanos.addAndGet(SeenCalls.LONGEST.toNanos());
        assertThat(calls.isOverdue(last)).as("the others were closed").isTrue();
    }

    private void look(List<UUID> entries) {
        var look = calls.look();
        entries.forEach(look::note);
        look.end();
    }
}
