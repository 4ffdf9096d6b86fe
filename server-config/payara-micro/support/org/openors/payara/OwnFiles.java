package org.openors.payara;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The files that no other process may use while this one runs: the directory for what the server writes, and the files of the
 * embedded database. The operating system releases the locks when the process ends, however it ends.
 */
final class OwnFiles {

    /** Held until the process ends: a channel that is closed loses its lock. */
    private static final List<FileChannel> LOCKED = new ArrayList<>();

    private OwnFiles() {}

    /**
     * Ends the process if another one uses the files. Then makes the directory anew.
     *
     * @param instance in {@code ORS_HOME}, named for the port
     */
    static void require(Path instance) {
        try {
            lock(instance, "ORS_HOME names a directory that another process with this ORS_HTTP_PORT uses");
            lockEmbeddedDatabase(System.getenv("ORS_DB_URL"), instance.resolveSibling("ors"));
            makeAnew(instance, Path.of(System.getProperty("fish.payara.micro.UnpackDir")));
        } catch (IOException failure) {
            refuse("ORS_HOME names a directory that can't be written to: " + failure);
        }
    }

    private static void lock(Path used, String refusal) throws IOException {
        var file = used.resolveSibling(used.getFileName() + ".lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            refuse(refusal);
        }
        LOCKED.add(channel);
    }

    /** H2 has a lock of its own, but it is only tried after the server's start. */
    private static void lockEmbeddedDatabase(String url, Path inHome) throws IOException {
        boolean isShared = url.toUpperCase(Locale.ROOT).contains(";AUTO_SERVER=TRUE");
        if (!url.startsWith("jdbc:h2:") || url.startsWith("jdbc:h2:mem:") || isShared) {
            return;
        }
        var name = url.substring("jdbc:h2:".length()).replaceFirst("^file:", "").replaceFirst(";.*", "");
        var atHome = name.startsWith("~") ? System.getProperty("user.home") + name.substring(1) : name;
        var database = Path.of(atHome).toAbsolutePath();
        if (Files.isDirectory(database.getParent())) {
            var setting = database.equals(inHome) ? "ORS_HOME names a directory with" : "ORS_DB_URL names";
            lock(database, setting + " a database that another process uses");
        }
    }

    private static void makeAnew(Path instance, Path unpacked) throws IOException {
        if (Files.exists(instance)) {
            try (var left = Files.walk(instance)) {
                for (var file : left.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(instance.resolve("tmp"));
        for (var part : List.of("config", "docroot", "lib")) {
            copy(unpacked.resolve(part), instance.resolve(part));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void refuse(String reason) {
        System.err.println("ec-ors-svc does not start: " + reason);
        System.exit(1);
    }
}
