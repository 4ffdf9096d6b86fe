package org.openors.credential;

import java.util.Optional;

/** Crockford's base 32: the alphabet of access IDs and OTPs, and their canonical form. */
public final class Crockford {

    /** 32 characters, without I, L, O and U. */
    public static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Crockford() {}

    /**
     * The canonical form of what a person typed: upper case, without spaces and hyphens, {@code O} read as {@code 0},
     * {@code I} and {@code L} as {@code 1}. Empty if that is not exactly {@code length} characters of the alphabet.
     */
    public static Optional<String> canonical(String typed, int length) {
        var code = new StringBuilder(length);
        for (char c : typed.strip().toCharArray()) {
            if (c == ' ' || c == '-') {
                continue;
            }
            char read = read(c);
            if (ALPHABET.indexOf(read) < 0 || code.length() == length) {
                return Optional.empty();
            }
            code.append(read);
        }
        return code.length() == length ? Optional.of(code.toString()) : Optional.empty();
    }

    /** Converts ASCII letters only: the upper case of {@code ß} in Unicode is {@code SS}, which would be accepted. */
    private static char read(char c) {
        char upper = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
        return switch (upper) {
            case 'O' -> '0';
            case 'I', 'L' -> '1';
            default -> upper;
        };
    }
}
