package org.openors.study;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import java.util.Objects;
import java.util.Optional;
import org.openors.identity.StudyMode;
import org.openors.keys.Encryption;

/**
 * The password of a remote connector's service account. It is encrypted for one study, mode, URL and user name: moved to
 * another URL in the database, it can't be decrypted. See ADR 24.
 */
@ApplicationScoped
public class ConnectorPassword {

    private static final String NAME = "password";

    private Encryption encryption;

    protected ConnectorPassword() {}

    @Inject
    public ConnectorPassword(Encryption encryption) {
        this.encryption = encryption;
    }

    /**
     * A password after an import.
     *
     * @param stored encrypted; null if there is none
     * @param note what became of it: kept, changed or removed; null if there was none and is none
     */
    record Settled(String stored, String note) {

        /** Adds the note to the settings in an audit record, in the place of the password. */
        JsonObjectBuilder noteIn(JsonObjectBuilder settings) {
            return note == null ? settings.remove(NAME) : settings.add(NAME, note);
        }
    }

    /**
     * The password to store. One that the document does not name is kept as long as connector, URL and user name are.
     *
     * @param given as the document has it
     * @param settings the settings before and after; after, the password is not settled yet
     */
    Settled settled(StudyMode study, Object given, RowChange settings) {
        var before = settings.isNew() ? null : (String) settings.before()[DeviceService.PASSWORD];
        var kept = before != null && isSameAccount(settings.before(), settings.after()) ? before : null;
        var context = context(study, settings.after());
        boolean isWanted = "remote".equals(settings.after()[DeviceService.CONNECTOR]) && given != null;
        if (isWanted && given != Column.STAYS && !isStored((String) given, kept, context)) {
            return new Settled(encryption.encrypt((String) given, context), "changed");
        }
        if (isWanted && kept != null) {
            return new Settled(kept, "kept");
        }
        return new Settled(null, before == null ? null : "removed");
    }

    /**
     * The password as it was given; empty if there is none, or it can't be decrypted. Earlier versions encrypted for the study and mode
     * only: such a password is not taken, as whoever can write to the database could bring it back beside another URL.
     */
    Optional<String> plain(StudyMode study, Object[] settings) {
        return Optional.ofNullable((String) settings[DeviceService.PASSWORD])
                .flatMap(stored -> encryption.decrypt(stored, context(study, settings)));
    }

    /** A password that is stored already is not encrypted again: the document changes nothing. */
    private boolean isStored(String password, String kept, String context) {
        return kept != null && encryption.decrypt(kept, context).equals(Optional.of(password));
    }

    private static boolean isSameAccount(Object[] one, Object[] other) {
        return Objects.equals(one[DeviceService.CONNECTOR], other[DeviceService.CONNECTOR])
                && Objects.equals(one[DeviceService.URL], other[DeviceService.URL])
                && Objects.equals(one[DeviceService.USER_NAME], other[DeviceService.USER_NAME]);
    }

    /** None of the parts can contain a line feed. */
    static String context(StudyMode study, Object[] settings) {
        return study + "\n" + settings[DeviceService.URL] + "\n" + settings[DeviceService.USER_NAME];
    }
}
