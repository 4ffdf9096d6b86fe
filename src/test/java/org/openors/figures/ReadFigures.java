package org.openors.figures;

/** Reads a figure as the metrics do. */
public final class ReadFigures {

    private ReadFigures() {}

    /** The value of a figure, the sum of all labels; 0 if nobody offers it. */
    public static double value(Figures figures, Figure figure) {
        return figures.read().stream()
                .filter(sample -> sample.figure() == figure)
                .mapToDouble(Sample::value)
                .sum();
    }
}
