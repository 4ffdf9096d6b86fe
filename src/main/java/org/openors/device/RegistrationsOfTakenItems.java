package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.openors.audit.AuditAction;
import org.openors.audit.ObjectChange;
import org.openors.credential.CredentialPolicy;
import org.openors.credential.DeviceState;
import org.openors.credential.PairRevocation;
import org.openors.credential.RevokedPair;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.study.ItemsTakenBack;

/**
 * Ends the registrations of items that a document takes back, with their pairs and connection secrets, and records each as
 * a deregistration. It works in the document's transaction: registrations before pairs (ADR 24). It calls no connector, and
 * notes which devices stay at a remote one (ADR 44).
 */
@ApplicationScoped
public class RegistrationsOfTakenItems {

    private static final String OF_ITEMS =
            " FROM device_registration WHERE study_id = ? AND mode = ? AND inventory_id = ANY (?)";
    /** The last column: whether a remote connector may have it, as it issued its pair or is the study's now. */
    private static final String LOCK = "SELECT inventory_id, device_id, EXISTS (SELECT 1 FROM remote_pair p"
            + " WHERE p.study_id = device_registration.study_id AND p.mode = device_registration.mode"
            + " AND p.inventory_id = device_registration.inventory_id) OR EXISTS (SELECT 1 FROM device_service_settings s"
            + " WHERE s.study_id = device_registration.study_id AND s.mode = device_registration.mode"
            + " AND s.connector = 'remote')" + OF_ITEMS + " FOR UPDATE";

    /** Nobody adds one or changes it: that takes the lock on the registration. */
    private static final String REMOTE_PAIRS = "SELECT inventory_id, subject_id, access_id, expires_at FROM remote_pair"
            + " WHERE study_id = ? AND mode = ? AND inventory_id = ANY (?)";

    private static final String END = "DELETE" + OF_ITEMS;

    @Inject
    PairRevocation builtInPairs;

    @Inject
    CredentialPolicy policy;

    @Inject
    Clock clock;

    void end(@Observes ItemsTakenBack taken) {
        var devices = locked(taken);
        if (devices.isEmpty()) {
            return;
        }
        var remote = remotePairs(taken);
        var builtIn = builtInPairs.removeAll(taken.connection(), taken.study(), devices.keySet());
        Jdbc.update(taken.connection(), END, parameters(taken));
        devices.forEach((item, device) -> taken.note(new ObjectChange(
                AuditAction.DEREGISTER_DEVICE,
                taken.holderOf(item),
                item,
                device,
                before(taken.holderOf(item), device, builtIn.get(item), remote.get(item)),
                DeviceState.NotRegistered.name())));
    }

    /** The device instance identifiers by item. */
    private static Map<UUID, UUID> locked(ItemsTakenBack taken) {
        var devices = new HashMap<UUID, UUID>();
        Jdbc.forEach(
                taken.connection(),
                LOCK,
                row -> {
                    var item = row.getObject(1, UUID.class);
                    devices.put(item, row.getObject(2, UUID.class));
                    if (row.getBoolean(3)) {
                        taken.noteTwin(item, devices.get(item));
                    }
                    return item;
                },
                parameters(taken));
        return devices;
    }

    private static Object[] parameters(ItemsTakenBack taken) {
        return new Object[] {
            taken.study().studyId(),
            taken.study().mode().name(),
            new Values("uuid", taken.items().toArray())
        };
    }

    /** The pairs of remote connectors, by item. They end with their registrations. */
    private static Map<UUID, KnownPair> remotePairs(ItemsTakenBack taken) {
        var pairs = new HashMap<UUID, KnownPair>();
        Jdbc.forEach(
                taken.connection(),
                REMOTE_PAIRS,
                row -> pairs.put(row.getObject(1, UUID.class), remote(row)),
                parameters(taken));
        return pairs;
    }

    private static KnownPair remote(ResultSet row) throws SQLException {
        var expiry = row.getObject(4, OffsetDateTime.class);
        return KnownPair.remote(row.getObject(2, UUID.class), row.getString(3), null, null, null, expiry);
    }

    /** The state and the access ID, as the record of a deregistration has them: of the remote connector's pair if there is one. */
    private String before(UUID holder, UUID device, RevokedPair builtIn, KnownPair remote) {
        if (remote != null) {
            return remote.stateAndAccessId(device, holder, clock.instant(), policy.maxAttempts());
        }
        return builtIn == null || builtIn.wasRevokedBefore()
                ? DeviceState.NoPair.name()
                : builtIn.state(device, holder, clock.instant(), policy.maxAttempts()) + " " + builtIn.accessId();
    }
}
