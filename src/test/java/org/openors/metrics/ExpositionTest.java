package org.openors.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openors.figures.Figure;
import org.openors.figures.Figures;
import org.openors.figures.Sample;

/** The text that Prometheus reads. */
class ExpositionTest {

    private final Figures figures = new Figures();

    @Test
    void eachFigureIsDescribedOnceAndEachSampleIsALine() {
        figures.count(Figure.OPERATIONS, "RECREATE_ACCESS_CODE", "OK");
        figures.count(Figure.OPERATIONS, "RECREATE_ACCESS_CODE", "OK");
        figures.gauge(Figure.SEALING_DELAY, () -> 1.5);
        figures.gauge(Figure.POOL_USED, () -> Double.NaN);
        assertThat(Exposition.text(figures.read())).isEqualTo("""
                # HELP ors_operations_total Answered operations by the action of their audit record and by outcome: OK or the error code
                # TYPE ors_operations_total counter
                ors_operations_total{action="RECREATE_ACCESS_CODE",code="OK"} 2.0
                # HELP ors_lockouts_total Pairs that were locked by wrong OTPs
                # TYPE ors_lockouts_total counter
                ors_lockouts_total 0.0
                # HELP ors_turns_refused_total Transactions and requests of phones that got no turn in time
                # TYPE ors_turns_refused_total counter
                ors_turns_refused_total 0.0
                # HELP ors_pool_connections_used Connections of the pool in use, where the server tells
                # TYPE ors_pool_connections_used gauge
                ors_pool_connections_used NaN
                # HELP ors_sealing_delay_seconds Age of the oldest audit record that waits for its seal
                # TYPE ors_sealing_delay_seconds gauge
                ors_sealing_delay_seconds 1.5
                """);
    }

    @Test
    void aLabelCanNotBreakItsLine() {
        var sample = new Sample(Figure.CONNECTOR_CALLS, List.of("a\"b\\c\nd"), 1);
        assertThat(Exposition.text(List.of(sample))).endsWith("{outcome=\"a\\\"b\\\\c\\nd\"} 1.0\n");
    }

    @Test
    void aSampleHasTheLabelsOfItsFigure() {
        assertThatThrownBy(() -> new Sample(Figure.LOCKOUTS, List.of("one"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
