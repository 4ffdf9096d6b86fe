package org.openors.it;

/**
 * How much the longer tests do, by one property: {@code -Dors.size=small} (the default, for {@code mvn verify}), {@code ci}
 * (some more of each, and the few tests that small leaves out, which {@code .ci/run} makes too) or {@code full} (for {@code mvn -Preliability
 * verify}). The assertions are the same at each size.
 */
public final class Scale {

    /** The name of the property. */
    static final String SIZE = "ors.size";

    private Scale() {}

    public static int of(int small, int ci, int full) {
        var size = System.getProperty(SIZE, "small");
        return switch (size) {
            case "small" -> small;
            case "ci" -> ci;
            case "full" -> full;
            default -> throw new IllegalArgumentException(SIZE + " must be small, ci or full, not " + size);
        };
    }

    static boolean isSmall() {
        return of(1, 0, 0) == 1;
    }

    static boolean isFull() {
        return of(0, 0, 1) == 1;
    }
}
