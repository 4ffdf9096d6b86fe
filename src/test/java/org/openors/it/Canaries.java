package org.openors.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds secrets where they must not be: thousands at once in any bytes, in upper and lower case, as UTF-8 and UTF-16. The
 * bytes are passed once; each window of eight is looked up.
 */
public final class Canaries {

    private static final int FILTER_BITS = 22;
    private static final List<Charset> ENCODINGS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    private record Spelling(byte[] bytes, String secret) {}

    private final Map<Long, List<Spelling>> spellings = new HashMap<>();
    private final BitSet filter = new BitSet(1 << FILTER_BITS);

    /** @param secrets each of at least eight ASCII characters */
    public Canaries(Collection<String> secrets) {
        secrets.forEach(this::add);
    }

    private void add(String secret) {
        for (var text :
                new TreeSet<>(List.of(secret, secret.toLowerCase(Locale.ROOT), secret.toUpperCase(Locale.ROOT)))) {
            for (var encoding : ENCODINGS) {
                var bytes = text.getBytes(encoding);
                long window = 0;
                for (int i = 0; i < Long.BYTES; i++) {
                    window = window << 8 | bytes[i] & 0xFF;
                }
                filter.set(place(window));
                spellings.computeIfAbsent(window, any -> new ArrayList<>()).add(new Spelling(bytes, secret));
            }
        }
    }

    private static int place(long window) {
        return (int) (window * 0x9E3779B97F4A7C15L >>> Long.SIZE - FILTER_BITS);
    }

    /** Which secrets stand in a text. */
    public Set<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    public Set<String> in(byte[] bytes) {
        var found = new TreeSet<String>();
        long window = 0;
        for (int end = 1; end <= bytes.length; end++) {
            window = window << 8 | bytes[end - 1] & 0xFF;
            if (end >= Long.BYTES && filter.get(place(window))) {
                addFound(bytes, end - Long.BYTES, spellings.getOrDefault(window, List.of()), found);
            }
        }
        return found;
    }

    private static void addFound(byte[] bytes, int from, List<Spelling> candidates, Set<String> found) {
        for (var spelling : candidates) {
            int to = from + spelling.bytes.length;
            if (to <= bytes.length && Arrays.equals(bytes, from, to, spelling.bytes, 0, spelling.bytes.length)) {
                found.add(spelling.secret);
            }
        }
    }

    /** Which secrets stand in the files below a directory, each with the file. */
    public List<String> below(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> in(content(file)).stream().map(secret -> secret + " in " + file))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] content(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException goneMeanwhile) {
            return new byte[0];
        }
    }
}
