package org.openors.audit.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.openors.audit.AuditMacs;
import org.openors.audit.ChainName;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;

/**
 * What checkpoints say about the places of a chain. At most {@link #WINDOW} checkpoints are in memory: when the
 * verification has passed them, the next ones are read from the files again.
 */
public final class KnownPlaces {

    static final int WINDOW = 50_000;

    /** Two checkpoints of one place contradict each other: no hash is right. */
    private static final byte[] CONTRADICTION = {};

    /** Checkpoints of one chain, in any order. The second argument gets one after the other; see CheckpointFile. */
    public interface Source {
        void forEach(LongPredicate wanted, Consumer<Optional<Checkpoint>> each) throws IOException;

        static Source of(CheckpointFile file, ChainName chain) {
            return (wanted, each) -> file.forEach(chain, wanted, each);
        }
    }

    private record Known(byte[] hash, Instant time) {}

    private final AuditMacs macs;
    private final Source source;
    private final int size;
    private final NavigableMap<Long, Known> window = new TreeMap<>();
    private long highest;
    private long count;
    private Checkpoint newest;
    private Finding bad;

    /** Reads all checkpoints once. */
    public KnownPlaces(AuditMacs macs, Source source) {
        this(macs, source, WINDOW);
    }

    KnownPlaces(AuditMacs macs, Source source, int size) {
        this.macs = macs;
        this.source = source;
        this.size = size;
        read(any -> true, this::note);
    }

    /** The highest place of all. 0 if there is no checkpoint. */
    long highest() {
        return highest;
    }

    /** How many checkpoints there are. */
    long count() {
        return count;
    }

    /** The time of the newest genuine checkpoint. */
    Optional<Instant> newest() {
        return Optional.ofNullable(newest).map(Checkpoint::time);
    }

    /** A checkpoint that no key vouches for; empty if there is none. */
    Optional<Finding> bad() {
        return Optional.ofNullable(bad);
    }

    /** Whether no checkpoint of the place says something else than this hash. Places are asked for in their order. */
    boolean allow(long place, byte[] hash) {
        var known = at(place);
        return known == null || MessageDigest.isEqual(known.hash(), hash);
    }

    /** The hash that is known of the place. Places are asked for in their order. */
    Optional<byte[]> hashAt(long place) {
        return Optional.ofNullable(at(place)).map(Known::hash);
    }

    /** When a checkpoint of the place was made. */
    Optional<Instant> timeAt(long place) {
        return Optional.ofNullable(at(place)).map(Known::time);
    }

    private Known at(long place) {
        if (place <= highest && (window.isEmpty() || place > window.lastKey())) {
            window.clear();
            read(
                    sequence -> sequence >= place && (window.size() < size || sequence <= window.lastKey()),
                    checkpoint -> checkpoint.filter(this::isGenuine).ifPresent(this::keep));
        }
        return window.get(place);
    }

    private void read(LongPredicate wanted, Consumer<Optional<Checkpoint>> each) {
        try {
            source.forEach(wanted, each);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void note(Optional<Checkpoint> line) {
        count++;
        if (line.filter(this::isGenuine).isPresent()) {
            var checkpoint = line.get();
            highest = Math.max(highest, checkpoint.sequence());
            newest = newest == null || checkpoint.time().isAfter(newest.time()) ? checkpoint : newest;
        } else if (bad == null) {
            bad = line.map(checkpoint -> Finding.at(
                            checkpoint.sequence(), null, Problem.EDITED, "no key vouches for this checkpoint"))
                    .orElseGet(() -> Finding.outside(null, Problem.EDITED, "a checkpoint can't be read"));
        }
    }

    private boolean isGenuine(Checkpoint checkpoint) {
        return checkpoint.isGenuine(macs);
    }

    private void keep(Checkpoint checkpoint) {
        window.merge(checkpoint.sequence(), new Known(checkpoint.hash(), checkpoint.time()), KnownPlaces::ofOnePlace);
        if (window.size() > size) {
            window.pollLastEntry();
        }
    }

    private static Known ofOnePlace(Known one, Known other) {
        boolean agree = MessageDigest.isEqual(one.hash(), other.hash());
        var earlier = one.time().isBefore(other.time()) ? one : other;
        return agree ? earlier : new Known(CONTRADICTION, earlier.time());
    }
}
