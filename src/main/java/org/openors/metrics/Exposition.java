package org.openors.metrics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openors.figures.Figure;
import org.openors.figures.Sample;

/** Samples as text (Prometheus, "Text-based format", version 0.0.4). */
final class Exposition {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private Exposition() {}

    /** @param samples those of a figure stand together */
    static String text(List<Sample> samples) {
        var text = new StringBuilder();
        Figure last = null;
        for (var sample : samples) {
            if (sample.figure() != last) {
                last = sample.figure();
                text.append(head(last));
            }
            text.append(line(sample));
        }
        return text.toString();
    }

    private static String head(Figure figure) {
        var name = figure.wireName();
        var type = switch (figure.type()) {
            case COUNTER -> "counter";
            case GAUGE -> "gauge";
        };
        return "# HELP " + name + " " + figure.meaning() + "\n# TYPE " + name + " " + type + "\n";
    }

    private static String line(Sample sample) {
        var labels = IntStream.range(0, sample.labels().size())
                .mapToObj(i -> sample.figure().labels().get(i) + "=\""
                        + escaped(sample.labels().get(i)) + "\"")
                .collect(Collectors.joining(","));
        return sample.figure().wireName() + (labels.isEmpty() ? "" : "{" + labels + "}") + " " + sample.value() + "\n";
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
