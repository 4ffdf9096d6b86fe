package org.openors.figures;

import java.util.List;

/** One value of a figure. It has as many label values as the figure has labels. */
public record Sample(Figure figure, List<String> labels, double value) {

    public Sample {
        if (labels.size() != figure.labels().size()) {
            throw new IllegalArgumentException(figure + " has the labels " + figure.labels());
        }
    }
}
