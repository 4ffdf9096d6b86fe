package org.openors.audit.sealing;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReaderFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openors.audit.AuditMacs;
import org.openors.audit.Checkpoint;
import org.openors.audit.CheckpointFile;

/**
 * Reads the last {@link #BYTES} of this node's checkpoint file. A line that is not a genuine checkpoint is skipped and
 * counted in the log.
 */
final class CheckpointTail {

    /** About as many lines as {@link Attested} remembers chains. */
    static final long BYTES = 32L << 20;

    private static final Logger LOG = System.getLogger(CheckpointTail.class.getName());
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private final CheckpointFile file;
    private final AuditMacs macs;
    private final Attested attested = new Attested();
    private Instant newest = Instant.MIN;
    private long bad;

    private CheckpointTail(CheckpointFile file, AuditMacs macs) {
        this.file = file;
        this.macs = macs;
    }

    /** What the file's end attests. */
    static Attested read(CheckpointFile file, AuditMacs macs) throws IOException {
        return read(file, macs, BYTES);
    }

    static Attested read(CheckpointFile file, AuditMacs macs, long bytes) throws IOException {
        return new CheckpointTail(file, macs).read(bytes);
    }

    private Attested read(long bytes) throws IOException {
        if (Files.exists(file.path())) {
            try (var channel = FileChannel.open(file.path())) {
                long start = Math.max(0, channel.size() - bytes);
                channel.position(start);
                read(
                        new BufferedReader(
                                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8)),
                        start > 0);
            }
        }
        if (bad > 0) {
            LOG.log(Level.ERROR, "lines of the audit checkpoint file are not genuine checkpoints: lines=" + bad);
        }
        attested.noteComparison(newest, attested.sum());
        return attested;
    }

    private void read(BufferedReader lines, boolean startsWithinALine) throws IOException {
        if (startsWithinALine) {
            lines.readLine();
        }
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            checkpoint(line).ifPresentOrElse(this::note, () -> bad++);
        }
    }

    private void note(Checkpoint checkpoint) {
        attested.note(List.of(checkpoint));
        newest = checkpoint.time().isAfter(newest) ? checkpoint.time() : newest;
    }

    private Optional<Checkpoint> checkpoint(String line) {
        try (var reader = JSON.createReader(new StringReader(line))) {
            return Optional.of(Checkpoint.of(reader.readObject())).filter(checkpoint -> checkpoint.isGenuine(macs));
        } catch (JsonException
                | IllegalArgumentException
                | ClassCastException
                | NullPointerException
                | DateTimeException
                | ArithmeticException notACheckpoint) {
            return Optional.empty();
        }
    }
}
