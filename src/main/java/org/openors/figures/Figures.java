package org.openors.figures;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.DoubleSupplier;

/** Counts, and reads gauges. Any thread may call it. */
@ApplicationScoped
public class Figures {

    private final Map<Figure, Map<List<String>, DoubleAdder>> counters = new EnumMap<>(Figure.class);
    private final Map<Figure, DoubleSupplier> gauges = new ConcurrentHashMap<>();

    public Figures() {
        for (var figure : Figure.values()) {
            counters.put(figure, new ConcurrentHashMap<>());
        }
        count(Figure.LOCKOUTS, 0);
        count(Figure.TURNS_REFUSED, 0);
    }

    /** Adds one to a counter. */
    public void count(Figure counter, String... labels) {
        count(counter, 1, labels);
    }

    /** Adds an amount to a counter. */
    public void count(Figure counter, double amount, String... labels) {
        counters.get(counter)
                .computeIfAbsent(List.of(labels), any -> new DoubleAdder())
                .add(amount);
    }

    /** From now on this gauge is read there. It must answer at once, or NaN if it does not know. */
    public void gauge(Figure gauge, DoubleSupplier value) {
        gauges.put(gauge, value);
    }

    /** All values, figure by figure. */
    public List<Sample> read() {
        var samples = new ArrayList<Sample>();
        for (var figure : Figure.values()) {
            counters.get(figure).forEach((labels, value) -> samples.add(new Sample(figure, labels, value.sum())));
            var gauge = gauges.get(figure);
            if (gauge != null) {
                samples.add(new Sample(figure, List.of(), value(gauge)));
            }
        }
        return samples;
    }

    /** NaN if it can't be read: one gauge must not hide the others. */
    private static double value(DoubleSupplier gauge) {
        try {
            return gauge.getAsDouble();
        } catch (RuntimeException unreadable) {
            return Double.NaN;
        }
    }
}
