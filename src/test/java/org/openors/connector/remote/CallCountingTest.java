package org.openors.connector.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openors.connector.ConnectorFailure;
import org.openors.error.ErrorCode;
import org.openors.figures.Figure;
import org.openors.figures.Figures;

/** What operators learn of the calls to remote connectors. */
class CallCountingTest {

    private final Figures figures = new Figures();
    private final CallCounting counting = new CallCounting(figures);

    @Test
    void eachCallIsCountedByItsOutcomeWithItsDuration() {
        assertThat(counting.counted(() -> "done")).isEqualTo("done");
        assertThatThrownBy(() -> counting.counted(() -> {
                    throw new ConnectorFailure(ErrorCode.CONNECTOR_UNAVAILABLE, true);
                }))
                .isInstanceOf(ConnectorFailure.class);
        assertThat(value(Figure.CONNECTOR_CALLS, "OK")).isEqualTo(1);
        assertThat(value(Figure.CONNECTOR_CALLS, "ORS_503_01")).isEqualTo(1);
        assertThat(value(Figure.CONNECTOR_SECONDS, "OK")).isPositive();
        assertThat(value(Figure.CONNECTOR_SECONDS, "ORS_503_01")).isPositive();
    }

    private double value(Figure figure, String outcome) {
        return figures.read().stream()
                .filter(sample -> sample.figure() == figure && sample.labels().equals(List.of(outcome)))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
