package org.openors.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.regex.Pattern;
import org.openors.settings.BadSetting;
import org.openors.settings.Settings;

/**
 * Reads the file that {@code ORS_SECRET_KEY_FILE} names: one 256-bit key on each line as {@code id:key}, oldest first,
 * the key in base64 or hex. A file with one key may leave out the id, which is then {@code 1}, or consist of the 32
 * bytes of the key. Blank lines and lines that begin with {@code #} are skipped.
 */
final class KeyFile {

    private static final String SETTING = "ORS_SECRET_KEY_FILE";
    private static final int KEY_BYTES = 32;
    private static final int MAX_FILE_BYTES = 65_536;
    private static final String FIRST_ID = "1";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    /** What a file must have, in the words of a refusal. */
    private static final String LINE = "a line id:key, the key of 256 bits in base64 or hex";

    private KeyFile() {}

    /** Reads the configured file. If none is configured and the database is embedded, reads the one in {@code ORS_HOME}. */
    static LinkedHashMap<String, byte[]> ofThisInstallation() {
        return read(location());
    }

    /** Whether the configured file is open to more users than it must be; false if that can't be told. */
    static boolean isOpenToOthers() {
        try {
            var file = location();
            return isOpenToOthers(Files.getPosixFilePermissions(file), Files.isWritable(file));
        } catch (IOException | UnsupportedOperationException unknown) {
            return false;
        }
    }

    /**
     * A file that is not this user's own, as one of a Secret in Kubernetes, is read by its group.
     *
     * @param isOwn whether this user may change the file
     */
    static boolean isOpenToOthers(Set<PosixFilePermission> permissions, boolean isOwn) {
        return permissions.stream()
                .filter(permission -> isOwn || permission != PosixFilePermission.GROUP_READ)
                .anyMatch(permission -> !permission.name().startsWith("OWNER_"));
    }

    /**
     * Generates the file in {@code ORS_HOME} if it is used and is not there. Only a start may do that: while the service runs, a file that
     * is gone must come back.
     */
    static void makeAtFirstStart() {
        if (isStillToBeMade()) {
            generate(inHome());
        }
    }

    /** Whether the first start would make the file. */
    static boolean isStillToBeMade() {
        return Settings.text(SETTING).isEmpty() && isDatabaseEmbedded() && !Files.exists(inHome());
    }

    private static boolean isDatabaseEmbedded() {
        return Settings.text("ORS_DB_URL").orElse("jdbc:h2:").startsWith("jdbc:h2:");
    }

    private static Path inHome() {
        return Path.of(Settings.text("ORS_HOME").orElse("ors-data"), "secret.key");
    }

    private static Path location() {
        var configured = Settings.text(SETTING);
        if (configured.isPresent()) {
            return Path.of(configured.get());
        }
        if (!isDatabaseEmbedded()) {
            throw new BadSetting(SETTING, "is not set: it is required with any database but the embedded one");
        }
        return inHome();
    }

    static LinkedHashMap<String, byte[]> read(Path file) {
        var content = content(file);
        var keys = new LinkedHashMap<String, byte[]>();
        if (content.length == KEY_BYTES) {
            keys.put(FIRST_ID, content);
        } else {
            addLines(new String(content, StandardCharsets.ISO_8859_1), keys);
        }
        return keys;
    }

    private static byte[] content(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new BadSetting(SETTING, "names a file that is too large for keys");
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new BadSetting(SETTING, "names a file that can't be read: it must be one with " + LINE);
        }
    }

    private static void addLines(String text, LinkedHashMap<String, byte[]> keys) {
        for (var line : text.split("\\R")) {
            if (!line.isBlank() && !line.startsWith("#")) {
                addLine(line.trim(), keys);
            }
        }
        if (keys.isEmpty()) {
            throw new BadSetting(SETTING, "names a file without a key: it must have " + LINE);
        }
    }

    private static void addLine(String line, LinkedHashMap<String, byte[]> keys) {
        int colon = line.indexOf(':');
        var id = colon < 0 ? FIRST_ID : line.substring(0, colon).trim();
        var key = decode(line.substring(colon + 1).trim());
        if (!ID.matcher(id).matches() || key.length != KEY_BYTES) {
            throw new BadSetting(
                    SETTING, "names a file with a line that is not id:key, the key of 256 bits in base64 or hex");
        }
        if (keys.put(id, key) != null) {
            throw new BadSetting(SETTING, "names a file with two keys of the same id");
        }
    }

    private static byte[] decode(String key) {
        try {
            return key.length() == 2 * KEY_BYTES
                    ? HexFormat.of().parseHex(key)
                    : Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException neither) {
            return new byte[0];
        }
    }

    private static void generate(Path file) {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        var line = FIRST_ID + ":" + Base64.getEncoder().encodeToString(key) + "\n";
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var whole = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".key", ownerOnly);
            Files.writeString(whole, line, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
            link(file, whole);
        } catch (IOException failure) {
            boolean anotherMadeIt = failure instanceof FileAlreadyExistsException && Files.exists(file);
            if (!anotherMadeIt) {
                throw new BadSetting("ORS_HOME", "names a directory in which no key file can be made");
            }
        }
    }

    /** Gives the file its name only now that it is whole, and only if no other process was faster. */
    private static void link(Path file, Path whole) throws IOException {
        try {
            Files.createLink(file, whole);
        } finally {
            Files.delete(whole);
        }
    }
}
