package org.openors.figures;

/** Reads a figure as the metrics do. */
public final class ReadFigures {

    private ReadFigures() {}

    /** The value of a gauge; 0 if nobody offers it. */
    public static double gauge(Figures figures, Figure gauge) {
        return figures.read().stream()
                .filter(sample -> sample.figure() == gauge)
                .mapToDouble(Sample::value)
                .sum();
    }
}
