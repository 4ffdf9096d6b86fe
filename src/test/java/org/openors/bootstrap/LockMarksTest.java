package org.openors.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class LockMarksTest {

    @Test
    void allAreMarkedAndThenNothingIsReadAgain() {
        var sets = new ArrayDeque<>(List.of(LockMarking.MOST, LockMarking.MOST, 1));
        var marks = new LockMarks();
        marks.marking = new LockMarking() {
            @Override
            public int markSome() {
                return sets.remove();
            }
        };
        marks.markAll();
        assertThat(sets).isEmpty();
        marks.markAll();
    }
}
