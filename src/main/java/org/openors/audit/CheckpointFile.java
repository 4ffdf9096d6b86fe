package org.openors.audit;

import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.openors.keys.KeyedHash;
import org.openors.settings.Settings;

/** A file of checkpoints, one on each line. Lines are only added. */
public final class CheckpointFile {

    private final Path path;

    public CheckpointFile(Path path) {
        this.path = path;
    }

    /** {@code audit-checkpoints.ndjson} in {@code ORS_HOME}: the checkpoints of this node. */
    public static CheckpointFile ofThisNode() {
        return new CheckpointFile(Path.of(Settings.text("ORS_HOME").orElse("ors-data"), "audit-checkpoints.ndjson"));
    }

    public Path path() {
        return path;
    }

    /** Adds the checkpoints. They are on the disk when this returns. */
    public void append(List<Checkpoint> checkpoints) throws IOException {
        var lines = new StringBuilder();
        checkpoints.forEach(checkpoint -> lines.append(checkpoint.line()).append('\n'));
        boolean isCutOff = Files.exists(path) && Files.size(path) > 0 && !endsWithLine();
        if (isCutOff) {
            lines.insert(0, '\n');
        }
        try (var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            var bytes = ByteBuffer.wrap(KeyedHash.utf8(lines.toString()));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }

    /** False if a node stopped while it wrote the last line. */
    private boolean endsWithLine() throws IOException {
        try (var file = FileChannel.open(path)) {
            var last = ByteBuffer.allocate(1);
            file.read(last, file.size() - 1);
            return last.get(0) == '\n';
        }
    }

    /**
     * The chain's checkpoints; none if there is no file. An incomplete line is skipped: a node stopped while it wrote
     * it.
     *
     * @throws IOException if the file can't be read, or a complete line is not a checkpoint
     */
    public List<Checkpoint> of(ChainName chain) throws IOException {
        var found = new ArrayList<Checkpoint>();
        if (!Files.exists(path)) {
            return found;
        }
        try (var lines = Files.newBufferedReader(path)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                addIfOf(chain, line, found);
            }
        }
        return found;
    }

    private static void addIfOf(ChainName chain, String line, List<Checkpoint> found) throws IOException {
        if (line.endsWith("}")) {
            var checkpoint = read(line);
            if (checkpoint.chain().equals(chain)) {
                found.add(checkpoint);
            }
        }
    }

    private static Checkpoint read(String line) throws IOException {
        try (var reader = Json.createReader(new StringReader(line))) {
            return Checkpoint.of(reader.readObject());
        } catch (RuntimeException notACheckpoint) {
            throw new IOException("a line of the checkpoint file is not a checkpoint", notACheckpoint);
        }
    }
}
