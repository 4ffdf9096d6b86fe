package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.figures.Sample;

class OutcomeCountingTest {

    @Test
    void theFailuresOfEachActionAreThereBeforeTheFirst() {
        var counting = new OutcomeCounting();
        counting.figures = new Figures();
        counting.beginAtZero(null);
        assertThat(counting.figures.read())
                .containsAll(Arrays.stream(AuditAction.values())
                        .map(action -> new Sample(Figure.OPERATIONS, List.of(action.name(), "ORS_500_01"), 0))
                        .toList());
    }
}
