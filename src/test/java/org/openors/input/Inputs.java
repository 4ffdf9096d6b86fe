package org.openors.input;

/** How many inputs a parser gets with {@code -Pfuzz}. Without it, it gets the seeds only. */
public final class Inputs {

    public static final long MILLION = 1_000_000;

    private Inputs() {}
}
