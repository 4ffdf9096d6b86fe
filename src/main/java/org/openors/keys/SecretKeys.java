package org.openors.keys;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openors.background.Due;
import org.openors.settings.BadSetting;

/**
 * The keys of this installation. Gives out sub-keys by purpose and key id. Keys may be added to the file while the
 * service runs: {@link #readAgain} reads it again, and so does a look-up of an unknown id, as another node may have
 * read the file first. That happens once in {@link #PAUSE} for each purpose: rows may name any number of unknown ids.
 * A key is used only after its id is known to all nodes, see {@link #guardBy}: two nodes never use two keys of one id.
 */
@ApplicationScoped
public class SecretKeys {

    /** The keys of the file when it was read, oldest first. */
    private record Read(Map<String, byte[]> keys, String newest) {

        static Read of(LinkedHashMap<String, byte[]> keys) {
            String last = null;
            for (var id : keys.keySet()) {
                last = id;
            }
            return new Read(keys, last);
        }

        Read only(Set<String> ids) {
            var left = new LinkedHashMap<>(keys);
            left.keySet().retainAll(ids);
            return of(left);
        }

        List<String> ids() {
            return List.copyOf(keys.keySet());
        }

        boolean contradicts(Read other) {
            return keys.entrySet().stream()
                    .anyMatch(key -> other.keys.containsKey(key.getKey())
                            && !MessageDigest.isEqual(key.getValue(), other.keys.get(key.getKey())));
        }
    }

    static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Logger LOG = System.getLogger(SecretKeys.class.getName());
    private static final String CHECK = "check of the key";

    private final Map<String, byte[]> subKeys = new ConcurrentHashMap<>();
    /** When the file was last read for an unknown key, by the purpose. */
    private final Map<String, Instant> lookedFor = new HashMap<>();

    private Clock clock = Clock.systemUTC();
    private Supplier<LinkedHashMap<String, byte[]>> source = KeyFile::ofThisInstallation;
    private volatile Read read;
    private volatile Function<Map<String, byte[]>, Set<String>> known = Map::keySet;
    private volatile Consumer<Map<String, byte[]>> adding = checkValues -> {};
    /** The ids of the file for which {@link #adding} was last asked, oldest first. */
    private volatile List<String> added = List.of();

    protected SecretKeys() {}

    /** For use without a container. */
    public SecretKeys(Path file) {
        this(file, Clock.systemUTC());
    }

    SecretKeys(Path file, Clock clock) {
        this.clock = clock;
        source = () -> KeyFile.read(file);
        load();
    }

    /**
     * Those of this installation, for use without a container; empty if the first start is still to make them.
     *
     * @throws BadSetting if the key file can't be used
     */
    public static Optional<SecretKeys> ofThisInstallation() {
        if (KeyFile.isStillToBeMade()) {
            return Optional.empty();
        }
        var keys = new SecretKeys();
        keys.load();
        return Optional.of(keys);
    }

    /** @throws BadSetting if the key file can't be used */
    @PostConstruct
    void loadAtStart() {
        KeyFile.makeAtFirstStart();
        load();
        if (KeyFile.isOpenToOthers()) {
            LOG.log(
                    Level.WARNING,
                    "the file that ORS_SECRET_KEY_FILE names is open to others than its owner: chmod 600");
        }
    }

    private void load() {
        read = Read.of(source.get());
    }

    /**
     * Reads the file again. Its last key is then the newest. New keys are used after they were added to what is known. Call it outside
     * of a transaction.
     *
     * @return whether the keys have changed
     * @throws BadSetting if the file can't be used, or has another key under a known id; the keys then stay as they are
     */
    public boolean readAgain() {
        var now = fromTheFile();
        boolean haveChanged = !now.ids().equals(added);
        if (haveChanged) {
            add(now);
        }
        synchronized (this) {
            read = now;
        }
        return haveChanged;
    }

    private Read fromTheFile() {
        var now = Read.of(source.get());
        if (now.contradicts(read)) {
            throw new BadSetting("ORS_SECRET_KEY_FILE", "names a file in which a known id has another key than before");
        }
        return now;
    }

    private void add(Read now) {
        var checkValues = checkValues(now);
        if (!known.apply(checkValues).containsAll(checkValues.keySet())) {
            adding.accept(checkValues);
        }
        added = now.ids();
    }

    /**
     * From now on only keys are used whose ids are known. Those of today are added at once.
     *
     * @param knownIds the ids that are known; it gets the check values of the file's keys, and throws {@link BadSetting} if a known id
     *     has another one. It may be called within a transaction
     * @param addingKeys makes keys known, in a transaction of its own; it gets the check values of the file's keys
     */
    public void guardBy(Function<Map<String, byte[]>, Set<String>> knownIds, Consumer<Map<String, byte[]>> addingKeys) {
        known = knownIds;
        adding = addingKeys;
        add(read);
    }

    /**
     * A value for each key by its id, oldest first, that is the same as long as the key is. Derived as a sub-key, it tells
     * nothing of the key or of other sub-keys, so it need not be kept secret.
     */
    public Map<String, byte[]> checkValues() {
        return checkValues(read);
    }

    private static Map<String, byte[]> checkValues(Read read) {
        var values = new LinkedHashMap<String, byte[]>();
        read.keys().forEach((id, key) -> values.put(id, KeyedHash.of(key, KeyedHash.utf8(CHECK))));
        return values;
    }

    /** The id of the newest key: the one that signs, hashes and encrypts now. */
    public String newestId() {
        return read.newest();
    }

    /**
     * The 256-bit sub-key of this key for this purpose; empty if the key file has no such key.
     *
     * @throws BadSetting if the key is not known and the file can't be read again
     */
    public Optional<byte[]> subKey(String keyId, String label) {
        if (!read.keys().containsKey(keyId)) {
            lookInTheFile(label);
        }
        return Optional.ofNullable(read.keys().get(keyId))
                .map(key ->
                        subKeys.computeIfAbsent(keyId + ' ' + label, any -> KeyedHash.of(key, KeyedHash.utf8(label))));
    }

    /**
     * Takes the keys that are known: the node that uses one has added it before. Keys that are in use stay. A failure is not noted: as long
     * as the file can't be read, an unknown key is no reason to call anything forged.
     */
    private synchronized void lookInTheFile(String label) {
        var now = clock.instant();
        if (Due.again(lookedFor.getOrDefault(label, Instant.MIN), PAUSE, now)) {
            var found = fromTheFile();
            var usable = new HashSet<>(known.apply(checkValues(found)));
            usable.addAll(read.ids());
            read = found.only(usable);
            lookedFor.put(label, now);
        }
    }

    /**
     * As {@link #subKey}, for a key that must be in the file.
     *
     * @throws IllegalStateException if the key is not in the file
     */
    public byte[] requiredSubKey(String keyId, String label) {
        return subKey(keyId, label).orElseThrow(() -> new IllegalStateException("the key file lacks the key " + keyId));
    }
}
