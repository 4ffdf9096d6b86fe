package org.openors.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The figures as SVG, which every browser shows. */
final class Chart {

    private static final int WIDTH = 760;
    private static final int LEFT = 300;
    private static final int BAR = 24;
    private static final int PLOT_HEIGHT = 260;
    private static final double[] PERCENTILES = {0, 50, 75, 90, 95, 99, 99.5, 99.9, 99.99};

    private Chart() {}

    /** A bar for each rate. */
    static String ofRates(Figures figures) {
        var named = new LinkedHashMap<String, Double>();
        for (var key : figures.rates.keySet()) {
            named.put("%s, %,d".formatted(key.what(), key.devices()), figures.rate(key.what(), key.devices()));
        }
        return bars(named, "%,.0f/s");
    }

    /** A bar for the rate of each window after a start. */
    static String ofWarmUp(WarmUpCurve curve) {
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < curve.rates().size(); i++) {
            named.put(
                    "from second " + i * WarmUpCurve.WINDOW.toSeconds(),
                    curve.rates().get(i));
        }
        return bars(named, "%,.0f/s");
    }

    /** For each figure, named with its target, a bar for each server. */
    static String ofServers(Map<String, Map<String, Double>> figures) {
        var all = new StringBuilder();
        int y = 0;
        for (var figure : figures.entrySet()) {
            all.append(text(LEFT, y + 25, "start", figure.getKey()))
                    .append(bars(y + 30, figure.getValue(), Target::number));
            y += 40 + BAR * figure.getValue().size();
        }
        return svg(y, all.toString());
    }

    private static String bars(Map<String, Double> values, String format) {
        return svg(20 + BAR * values.size(), bars(10, values, format::formatted));
    }

    /** What the service is compared with is grey. */
    private static String bars(int top, Map<String, Double> values, Function<Double, String> shown) {
        double most = values.values().stream().mapToDouble(value -> value).max().orElseThrow();
        var bars = new StringBuilder();
        int y = top;
        for (var value : values.entrySet()) {
            long width = Math.round((WIDTH - LEFT - 80) * value.getValue() / most);
            var color = value.getKey().startsWith(Bench.RAW) ? "#999999" : "#2266aa";
            bars.append(text(LEFT - 8, y + 15, "end", value.getKey()))
                    .append("<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n"
                            .formatted(LEFT, y, width, BAR - 6, color))
                    .append(text(LEFT + (int) width + 6, y + 15, "start", shown.apply(value.getValue())));
            y += BAR;
        }
        return bars.toString();
    }

    /** Latency over percentile, on a scale of nines. */
    static String ofLatencies(Figures figures) {
        double most = figures.millis(PERCENTILES[PERCENTILES.length - 1]);
        var points = new StringBuilder();
        var labels = new StringBuilder();
        for (double percentile : PERCENTILES) {
            int x = 60 + (int) (nines(percentile) / 4 * (WIDTH - 120));
            int y = 20 + (int) (PLOT_HEIGHT * (1 - figures.millis(percentile) / most));
            points.append(x).append(',').append(y).append(' ');
            labels.append(text(x, y - 6, "middle", "%.1f".formatted(figures.millis(percentile))))
                    .append(text(x, PLOT_HEIGHT + 40, "middle", "p" + trimmed(percentile)));
        }
        return svg(
                PLOT_HEIGHT + 80,
                "<polyline fill=\"none\" stroke=\"#2266aa\" stroke-width=\"2\" points=\"" + points + "\"/>\n" + labels
                        + text(WIDTH / 2, PLOT_HEIGHT + 66, "middle", "latency in ms, recreation"));
    }

    /** 90 % is one nine, 99 % two. */
    private static double nines(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    private static String trimmed(double number) {
        return Double.toString(number).replaceAll("\\.0$", "");
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(x, y, anchor, text);
    }

    private static String svg(int height, String content) {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, height)
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n"
                + content.lines().collect(Collectors.joining("\n"))
                + "\n</svg>\n";
    }
}
