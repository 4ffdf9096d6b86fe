package org.openors.identity;

import java.util.Arrays;
import java.util.Optional;

/** A study's mode; data is separate per mode. The constants are spelt as they travel and are stored. */
public enum Mode {
    test,
    active,
    training;

    /** The mode that the text names exactly. */
    public static Optional<Mode> parse(String text) {
        return Arrays.stream(values()).filter(mode -> mode.name().equals(text)).findFirst();
    }
}
