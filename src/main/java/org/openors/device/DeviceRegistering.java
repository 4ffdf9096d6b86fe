package org.openors.device;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import org.openors.credential.IssuedCredential;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.study.DeviceConnection;

/**
 * Registers a device with mHealth and issues its first pair. A device-to-cloud device that is already registered gets a
 * new pair.
 */
@Stateless
public class DeviceRegistering {

    @PersistenceContext
    EntityManager entities;

    @Inject
    Eligibility eligibility;

    @Inject
    PairIssue pairs;

    /**
     * Registers in one transaction.
     *
     * @param subjectNumber the surrogate id that mHealth shows; may be null or empty
     * @param vendorCode the vendor of a cloud-to-cloud device; may be null or empty
     * @throws Refusal for the first check that fails
     * @throws LostRace if another change of the same device came first
     */
    public IssuedCredential register(DeviceRef device, String subjectNumber, String vendorCode) {
        var facts = eligibility.requireForRegistration(device);
        requireFit(facts, subjectNumber, vendorCode);
        DeviceCheck.SETTINGS_ARE_FOUND.require(facts, device);
        DeviceCheck.CONNECTOR_IS_SERVED.require(facts, device);
        var registration = facts.isRegistered()
                ? registeredAgain(device, subjectNumber)
                : registered(device, subjectNumber, vendorCode);
        return pairs.issue(device, facts, registration.deviceId());
    }

    private static void requireFit(DeviceFacts facts, String subjectNumber, String vendorCode) {
        boolean fromCloud = facts.connection() == DeviceConnection.CloudtoCloud;
        boolean hasVendorCode = DeviceCheck.isGiven(vendorCode);
        if (fromCloud && facts.isRegistered()) {
            throw new Refusal(ErrorCode.DEVICE_ALREADY_REGISTERED).with("parameter", "inventoryId");
        }
        if (fromCloud && !hasVendorCode) {
            throw new Refusal(ErrorCode.VENDOR_CODE_MISSING).with("parameter", "vendorCode");
        }
        if (!fromCloud && hasVendorCode) {
            throw new Refusal(ErrorCode.VENDOR_CODE_NOT_ALLOWED).with("parameter", "vendorCode");
        }
        if (!fromCloud && !DeviceCheck.isGiven(subjectNumber)) {
            throw new Refusal(ErrorCode.SUBJECT_NUMBER_MISSING).with("parameter", "subjectNumber");
        }
    }

    private DeviceRegistration registered(DeviceRef device, String subjectNumber, String vendorCode) {
        var registration = new DeviceRegistration(device, vendorCode, subjectNumber);
        entities.persist(registration);
        flush("the item was registered by another request");
        return registration;
    }

    private DeviceRegistration registeredAgain(DeviceRef device, String subjectNumber) {
        var registration = entities.find(DeviceRegistration.class, device.key());
        if (registration == null) {
            throw new LostRace("the device was deregistered by another request");
        }
        registration.assignTo(device.subjectId(), subjectNumber);
        flush("the registration was changed by another request");
        return registration;
    }

    private void flush(String conflict) {
        try {
            entities.flush();
        } catch (PersistenceException failure) {
            throw LostRace.ifConflict(conflict, failure);
        }
    }
}
