package org.openors.figures;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void aGaugeThatCanNotBeReadHidesNoOther() {
        var figures = new Figures();
        figures.gauge(Figure.SEALING_DELAY, () -> {
            throw new ArithmeticException("long overflow");
        });
        figures.gauge(Figure.CHECKPOINT_AGE, () -> 17);
        assertThat(ReadFigures.value(figures, Figure.SEALING_DELAY)).isNaN();
        assertThat(ReadFigures.value(figures, Figure.CHECKPOINT_AGE)).isEqualTo(17);
    }
}
