package org.openors.it;

/** How much a test does: some in {@code mvn verify}, more in {@code mvn -Preliability verify}. */
public final class Scale {

    private Scale() {}

    public static int of(int inVerify, int inReliability) {
        return Boolean.getBoolean("ors.reliability") ? inReliability : inVerify;
    }
}
