package org.openors.keys;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.openors.settings.BadSetting;

/**
 * The keys of this installation; hands out sub-keys by purpose and key id. The file may grow while the service runs: it is
 * read again by {@link #readAgain}, and at once where an id is met that is not known, as another node may have read it first.
 */
@ApplicationScoped
public class SecretKeys {

    /** The keys as the file once had them, oldest first. */
    private record Read(Map<String, byte[]> keys, String newest) {

        static Read of(LinkedHashMap<String, byte[]> keys) {
            String last = null;
            for (var id : keys.keySet()) {
                last = id;
            }
            return new Read(keys, last);
        }

        boolean contradicts(Read other) {
            return keys.entrySet().stream()
                    .anyMatch(key -> other.keys.containsKey(key.getKey())
                            && !MessageDigest.isEqual(key.getValue(), other.keys.get(key.getKey())));
        }
    }

    private final Map<String, byte[]> subKeys = new ConcurrentHashMap<>();
    private Supplier<LinkedHashMap<String, byte[]>> source = KeyFile::ofThisInstallation;
    private volatile Read read;

    protected SecretKeys() {}

    /** For use outside of a container. */
    public SecretKeys(Path file) {
        source = () -> KeyFile.read(file);
        load();
    }

    /** @throws BadSetting if the key file can't be used */
    @PostConstruct
    void load() {
        read = Read.of(source.get());
    }

    /**
     * Takes the file as it is now; its last key makes what is new from here on.
     *
     * @throws BadSetting if it can't be used, or has another key under an id that is known: all stays as it was
     */
    public synchronized void readAgain() {
        var now = Read.of(source.get());
        if (now.contradicts(read)) {
            throw new BadSetting("ORS_SECRET_KEY_FILE", "names a file in which a known id has another key than before");
        }
        read = now;
    }

    /** The id of the key that makes what is new. */
    public String newestId() {
        return read.newest();
    }

    /** The ids of all keys, oldest first. */
    public java.util.Set<String> ids() {
        return read.keys().keySet();
    }

    /**
     * The 256-bit sub-key of that key for that purpose, or nothing if this installation has no such key.
     *
     * @throws BadSetting if the key is not known and the file can't be read again
     */
    public Optional<byte[]> subKey(String keyId, String label) {
        if (!read.keys().containsKey(keyId)) {
            readAgain();
        }
        return Optional.ofNullable(read.keys().get(keyId))
                .map(key ->
                        subKeys.computeIfAbsent(keyId + ' ' + label, any -> KeyedHash.of(key, KeyedHash.utf8(label))));
    }

    /**
     * As {@link #subKey}, of a key that must be there.
     *
     * @throws IllegalStateException if it is not
     */
    public byte[] requiredSubKey(String keyId, String label) {
        return subKey(keyId, label).orElseThrow(() -> new IllegalStateException("the key file lacks the key " + keyId));
    }
}
