package org.openors.keys;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of this installation; hands out sub-keys by purpose and key id. */
@ApplicationScoped
public class SecretKeys {

    private final Map<String, byte[]> subKeys = new ConcurrentHashMap<>();
    private Map<String, byte[]> keys;
    private String newest;

    protected SecretKeys() {}

    /** For use outside of a container. */
    public SecretKeys(Path file) {
        use(KeyFile.read(file));
    }

    /** @throws org.openors.settings.BadSetting if the key file can't be used */
    @PostConstruct
    void load() {
        use(KeyFile.ofThisInstallation());
    }

    private void use(LinkedHashMap<String, byte[]> all) {
        keys = all;
        all.keySet().forEach(id -> newest = id);
    }

    /** The id of the key that makes what is new. */
    public String newestId() {
        return newest;
    }

    /** The ids of all keys, oldest first. */
    public java.util.Set<String> ids() {
        return keys.keySet();
    }

    /** The 256-bit sub-key of that key for that purpose, or nothing if this installation has no such key. */
    public Optional<byte[]> subKey(String keyId, String label) {
        return Optional.ofNullable(keys.get(keyId))
                .map(key -> subKeys.computeIfAbsent(keyId + ' ' + label, any -> Mac.of(key, Mac.utf8(label))));
    }

    /** The newest key's sub-key for that purpose. */
    public byte[] newestSubKey(String label) {
        return subKey(newest, label).orElseThrow();
    }
}
