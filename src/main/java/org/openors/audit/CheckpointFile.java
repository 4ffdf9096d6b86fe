package org.openors.audit;

import jakarta.json.Json;
import jakarta.json.JsonReaderFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openors.identity.Identifier;
import org.openors.keys.KeyedHash;
import org.openors.settings.Settings;

/** A file of checkpoints, one on each line. Lines are only added. */
public final class CheckpointFile {

    /** Looks for its provider once, not for each line. */
    private static final JsonReaderFactory JSON = Json.createReaderFactory(Map.of());

    private static final Pattern SEQUENCE = Pattern.compile("\"sequence\"\\s*:\\s*(\\d{1,18})\\b");

    private static final Pattern NAME =
            Pattern.compile("\"studyId\"\\s*:\\s*\"([0-9A-F]{32})\"\\s*,\\s*\"mode\"\\s*:\\s*\"([^\"]{1,20})\"");

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

    /** All checkpoints of the chain, for files of a known size. Empty if there is no file. */
    public List<Checkpoint> of(ChainName chain) throws IOException {
        var found = new ArrayList<Checkpoint>();
        forEach(chain, any -> true, checkpoint -> checkpoint.ifPresent(found::add));
        return found;
    }

    /**
     * The chains that the lines of this file name, genuine or not, in their order, but not more than {@code most}. An incomplete line is
     * skipped. Empty if there is no file.
     */
    public Set<ChainName> chains(int most) throws IOException {
        var chains = new LinkedHashSet<ChainName>();
        if (Files.exists(path)) {
            try (var lines = lines()) {
                for (var line = lines.readLine(); line != null && chains.size() < most; line = lines.readLine()) {
                    var name = NAME.matcher(line);
                    if (line.endsWith("}") && name.find()) {
                        chains.add(name(name));
                    }
                }
            }
        }
        return chains;
    }

    private static ChainName name(Matcher name) {
        return new ChainName(Identifier.of(name.group(1)), name.group(2));
    }

    /** Any byte is a character here: damage to one line must not make the others unreadable. */
    private BufferedReader lines() throws IOException {
        return Files.newBufferedReader(path, StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads the chain's checkpoints one by one, in the order of the lines. Lines of other chains are passed over unread,
     * so that their number costs little. An incomplete line is skipped: a node stopped while it wrote it.
     *
     * @param wanted whether to read the checkpoint of this place
     * @param each gets the checkpoint; empty for a line of the chain that is not a checkpoint
     * @throws IOException if the file can't be read
     */
    public void forEach(ChainName chain, LongPredicate wanted, Consumer<Optional<Checkpoint>> each) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        var study = chain.study();
        try (var lines = lines()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(study) && line.endsWith("}") && isWanted(line, wanted)) {
                    var checkpoint = read(line);
                    if (checkpoint.map(Checkpoint::chain).filter(chain::equals).isPresent() || checkpoint.isEmpty()) {
                        each.accept(checkpoint);
                    }
                }
            }
        }
    }

    private static boolean isWanted(String line, LongPredicate wanted) {
        var sequence = SEQUENCE.matcher(line);
        return !sequence.find() || wanted.test(Long.parseLong(sequence.group(1)));
    }

    private static Optional<Checkpoint> read(String line) {
        try (var reader = JSON.createReader(new StringReader(line))) {
            return Optional.of(Checkpoint.of(reader.readObject()));
        } catch (RuntimeException notACheckpoint) {
            return Optional.empty();
        }
    }
}
