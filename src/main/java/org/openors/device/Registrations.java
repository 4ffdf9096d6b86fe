package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.openors.connector.DeviceTwin;
import org.openors.database.Jdbc;
import org.openors.database.Jdbc.Values;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.study.Dispensation;

/**
 * Writes registrations in the caller's transaction, always before the pair of the same device. A registration is
 * changed only in the version that the caller has read. The version alone does not name it: a new registration of the
 * item begins to count anew.
 */
@ApplicationScoped
public class Registrations {

    private static final String OF_MODES =
            "SELECT device_id FROM device_registration WHERE study_id = ? AND mode = ANY (?) AND inventory_id = ?";

    @PersistenceContext
    EntityManager entities;

    @Inject
    Jdbc jdbc;

    /**
     * Stores the registration that was asked for: the first one, or a change of the one that was read.
     *
     * @param seen the facts as they were read in this transaction
     * @param twinMSubjectId the mSubjectId for which a remote connector has the device; null if it is not known
     */
    void store(Asked asked, DeviceFacts seen, UUID deviceId, String twinMSubjectId) {
        var twin = asked.twin();
        if (seen.isRegistered()) {
            assign(asked.device(), seen, deviceId, twin, twinMSubjectId);
        } else {
            begin(asked.device(), deviceId, twin, twinMSubjectId);
        }
    }

    /**
     * Makes the first registration of an item. The item's dispensation stays until the transaction ends.
     *
     * @throws LostRace if the item was registered or taken back meanwhile
     */
    private void begin(DeviceRef device, UUID deviceId, DeviceTwin twin, String twinMSubjectId) {
        var registration =
                new DeviceRegistration(device, deviceId, twin.vendorCode(), twin.surrogateSubjectId(), twinMSubjectId);
        try {
            requireDispensed(device);
            entities.persist(registration);
            entities.flush();
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the item was registered by another request", failure);
        }
    }

    private void requireDispensed(DeviceRef device) {
        var dispensation = entities.find(Dispensation.class, device.key(), LockModeType.PESSIMISTIC_WRITE);
        if (dispensation == null || !dispensation.isTo(device.subjectId())) {
            throw new LostRace("the item was taken back by another request");
        }
    }

    /**
     * Stores the subject who has the item, the number that mHealth shows as long as this subject has it, and the device
     * instance identifier, which only a remote connector changes.
     *
     * @param twin its vendor code is that of a cloud-to-cloud device; null if the one that is stored stays
     * @throws LostRace if the registration changed since it was read
     */
    private void assign(DeviceRef device, DeviceFacts seen, UUID deviceId, DeviceTwin twin, String twinMSubjectId) {
        change(
                entities.createNamedQuery(DeviceRegistration.ASSIGN)
                        .setParameter("newDeviceId", deviceId)
                        .setParameter("subjectId", device.subjectId())
                        .setParameter("subjectNumber", twin.surrogateSubjectId())
                        .setParameter("twinMSubjectId", twinMSubjectId)
                        .setParameter("vendorCode", twin.vendorCode() == null ? seen.vendorCode() : twin.vendorCode()),
                device,
                seen);
    }

    /**
     * Locks the registration until the transaction ends.
     *
     * @throws LostRace if the registration changed since it was read
     */
    void lock(DeviceRef device, DeviceFacts seen) {
        change(entities.createNamedQuery(DeviceRegistration.CHANGE), device, seen);
    }

    /**
     * Locks the registration of this device instance, in whatever version it is, and stores the mSubjectId of its twin.
     *
     * @param twinMSubjectId the mSubjectId for which a remote connector has the device; null if it is not known
     * @throws Refusal {@link ErrorCode#DEVICE_NOT_REGISTERED} if it has ended
     */
    void require(DeviceKey device, UUID deviceId, String twinMSubjectId) {
        int found = entities.createNamedQuery(DeviceRegistration.REQUIRE)
                .setParameter("key", device)
                .setParameter("deviceId", deviceId)
                .setParameter("twinMSubjectId", twinMSubjectId)
                .executeUpdate();
        if (found == 0) {
            throw new Refusal(ErrorCode.DEVICE_NOT_REGISTERED);
        }
    }

    /** The device instances that the item is in the other modes of its study. */
    Set<UUID> ofOtherModes(DeviceKey device) {
        var others = Stream.of(Mode.values())
                .filter(mode -> mode != device.study().mode())
                .map(Mode::name)
                .toArray();
        return Set.copyOf(jdbc.run(connection -> Jdbc.query(
                connection,
                OF_MODES,
                row -> row.getObject(1, UUID.class),
                device.study().studyId(),
                new Values("varchar", others),
                device.inventoryId())));
    }

    /** Removes a registration that is locked and has no pair of the built-in connector. */
    void end(DeviceKey device) {
        entities.createNamedQuery(DeviceRegistration.END)
                .setParameter("key", device)
                .executeUpdate();
    }

    private static void change(Query update, DeviceRef device, DeviceFacts seen) {
        try {
            int changed = update.setParameter("key", device.key())
                    .setParameter("deviceId", seen.deviceId())
                    .setParameter("version", seen.registrationVersion())
                    .executeUpdate();
            if (changed == 0) {
                throw new LostRace("the registration was changed by another request");
            }
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict("the registration is being changed by another request", failure);
        }
    }
}
