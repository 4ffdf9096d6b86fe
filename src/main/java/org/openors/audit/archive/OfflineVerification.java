package org.openors.audit.archive;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.openors.audit.AuditMacs;
import org.openors.audit.CheckpointFile;
import org.openors.audit.verification.Finding;
import org.openors.audit.verification.KnownPlaces;
import org.openors.audit.verification.VerificationResult;
import org.openors.keys.SecretKeys;

/**
 * {@code server-config/audit/verify}: verifies an archive and prints what {@code …/audit/verification} would answer.
 * Exit code 0 if nothing is wrong, 1 if something is wrong, 2 if the archive could not be verified.
 */
public final class OfflineVerification {

    private static final String USAGE = "usage: verify FILE --key-file FILE [--checkpoints FILE]...";

    private OfflineVerification() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            var result = verify(files(arguments.iterator()));
            out.println(json(result));
            return result.valid() ? 0 : 1;
        } catch (IOException | RuntimeException failure) {
            err.println("verify: " + failure.getMessage());
            return 2;
        }
    }

    /** The files that the command line names. */
    private record GivenFiles(Path archive, Path keys, List<CheckpointFile> checkpoints) {}

    private static GivenFiles files(Iterator<String> arguments) {
        Path archive = null;
        Path keys = null;
        var checkpoints = new ArrayList<CheckpointFile>();
        while (arguments.hasNext()) {
            var argument = arguments.next();
            if (argument.equals("--key-file")) {
                keys = path(arguments);
            } else if (argument.equals("--checkpoints")) {
                checkpoints.add(new CheckpointFile(path(arguments)));
            } else if (archive == null && !argument.startsWith("-")) {
                archive = Path.of(argument);
            } else {
                throw new IllegalArgumentException(USAGE);
            }
        }
        if (archive == null || keys == null) {
            throw new IllegalArgumentException(USAGE);
        }
        return new GivenFiles(archive, keys, checkpoints);
    }

    private static VerificationResult verify(GivenFiles files) throws IOException {
        var macs = new AuditMacs(new SecretKeys(files.keys()));
        requireItsKeys(files.archive(), macs);
        try (var archive = new ArchiveFile(files.archive())) {
            KnownPlaces.Source checkpoints = (wanted, each) -> {
                for (var checkpointFile : files.checkpoints()) {
                    checkpointFile.forEach(archive.head().chain(), wanted, each);
                }
            };
            return new ArchiveVerification(macs, archive.head())
                    .verify(archive, checkpoints, Clock.systemUTC().instant());
        }
    }

    /** Not one MAC is right: that says more about the keys than about the archive. */
    private static void requireItsKeys(Path file, AuditMacs macs) throws IOException {
        try (var archive = new ArchiveFile(file)) {
            boolean vouches = archive.head().isGenuine(macs);
            while (!vouches && archive.hasNext()) {
                vouches = archive.next().isGenuine(macs);
            }
            if (!vouches) {
                throw new IllegalArgumentException("these keys do not belong to this trail");
            }
        }
    }

    private static Path path(Iterator<String> arguments) {
        if (!arguments.hasNext()) {
            throw new IllegalArgumentException(USAGE);
        }
        var path = Path.of(arguments.next());
        if (!Files.isReadable(path)) {
            throw new IllegalArgumentException(path + " can't be read");
        }
        return path;
    }

    private static JsonObject json(VerificationResult result) {
        var json = Json.createObjectBuilder()
                .add("valid", result.valid())
                .add("records", result.records())
                .add("unsealed", result.unsealed())
                .add("checkpoints", result.checkpoints())
                .add("lastSequence", result.lastSequence())
                .add("sealedLate", result.sealedLate());
        if (result.firstSealedLate() != null) {
            json.add("firstSealedLate", result.firstSealedLate());
        }
        if (result.newestCheckpoint() != null) {
            json.add("newestCheckpoint", result.newestCheckpoint())
                    .add("newestCheckpointAge", result.newestCheckpointAge());
        }
        if (result.firstProblem() != null) {
            json.add("firstProblem", json(result.firstProblem()));
        }
        return json.build();
    }

    private static JsonObject json(Finding finding) {
        var json = Json.createObjectBuilder();
        if (finding.sequence() != null) {
            json.add("sequence", finding.sequence());
        }
        if (finding.recordId() != null) {
            json.add("recordId", finding.recordId());
        }
        return json.add("problem", finding.problem().name())
                .add("description", finding.description())
                .build();
    }
}
