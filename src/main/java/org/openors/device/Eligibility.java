package org.openors.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.openors.audit.AuditedRequest;
import org.openors.audit.ChangeReason;

/** Decides whether something may be done to a device; reads all that decides it in one query, in the caller's transaction. */
@ApplicationScoped
public class Eligibility {

    private static final Set<DeviceCheck> REGISTRATION =
            EnumSet.range(DeviceCheck.STUDY_HAS_A_VERSION, DeviceCheck.DEVICE_CONNECTS);
    private static final Set<DeviceCheck> DEREGISTRATION = EnumSet.complementOf(EnumSet.of(
            DeviceCheck.CONNECTION_TYPE_IS_GIVEN,
            DeviceCheck.DEVICE_CONNECTS,
            DeviceCheck.CLOUD_DEVICE_HAS_A_VENDOR_CODE,
            DeviceCheck.SETTINGS_ARE_FOUND));

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditedRequest audited;

    /**
     * The facts of a device whose pair may be recreated (contract, section 2, checks 1 to 8).
     *
     * @throws org.openors.error.Refusal by the first check that fails
     */
    public DeviceFacts requireForRecreation(DeviceRef device) {
        return require(device, EnumSet.allOf(DeviceCheck.class));
    }

    /**
     * The facts of a device that may be registered as far as checks 1 to 5 go (contract, section 3).
     *
     * @throws org.openors.error.Refusal by the first check that fails
     */
    public DeviceFacts requireForRegistration(DeviceRef device) {
        return require(device, REGISTRATION);
    }

    /**
     * The facts of a device that may be deregistered (contract, section 4: checks 1 to 4 and 6).
     *
     * @throws org.openors.error.Refusal by the first check that fails
     */
    public DeviceFacts requireForDeregistration(DeviceRef device) {
        return require(device, DEREGISTRATION);
    }

    /**
     * Every check of a recreation that fails, in their order; none that depends on another which fails already.
     *
     * @param device nothing if the study's id can't be any study's
     */
    public Set<DeviceCheck> failuresForRecreation(Optional<DeviceRef> device) {
        var facts = device.map(this::facts).orElse(DeviceFacts.NONE);
        var failures = EnumSet.noneOf(DeviceCheck.class);
        for (var check : DeviceCheck.values()) {
            if (check.applies(failures) && !check.holds(facts, device.orElse(null))) {
                failures.add(check);
            }
        }
        return failures;
    }

    private DeviceFacts require(DeviceRef device, Set<DeviceCheck> checks) {
        var facts = facts(device);
        if (facts.demandsReason() && !audited.hasReason()) {
            throw ChangeReason.missing();
        }
        for (var check : checks) {
            if (!check.holds(facts, device)) {
                throw check.refusal();
            }
        }
        return facts;
    }

    private DeviceFacts facts(DeviceRef device) {
        return entities.createNamedQuery(DeviceRegistration.FACTS, DeviceFacts.class)
                .setParameter(1, device.key().studyId())
                .setParameter(2, device.key().mode().name())
                .setParameter(3, device.subjectId())
                .setParameter(4, device.key().inventoryId())
                .getResultStream()
                .findFirst()
                .orElse(DeviceFacts.NONE);
    }
}
