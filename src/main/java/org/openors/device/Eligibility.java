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
import org.openors.connector.selection.Connectors;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.identity.StudyMode;
import org.openors.identity.SubjectKey;
import org.openors.input.PrintableText;
import org.openors.security.Caller;
import org.openors.study.DeviceConnection;
import org.openors.study.Subjects;

/** Decides whether something may be done to a device. It reads everything in one query, in the caller's transaction. */
@ApplicationScoped
public class Eligibility {

    private static final Set<DeviceCheck> RECREATION = EnumSet.allOf(DeviceCheck.class);

    private static final Set<DeviceCheck> REGISTRATION =
            EnumSet.range(DeviceCheck.STUDY_HAS_A_VERSION, DeviceCheck.DEVICE_CONNECTS);

    private static final Set<DeviceCheck> DEREGISTRATION = EnumSet.complementOf(EnumSet.of(
            DeviceCheck.CONNECTION_TYPE_IS_GIVEN,
            DeviceCheck.DEVICE_CONNECTS,
            DeviceCheck.CLOUD_DEVICE_HAS_A_VENDOR_CODE,
            DeviceCheck.SETTINGS_ARE_FOUND));

    private static final Set<DeviceCheck> REVOCATION = EnumSet.complementOf(EnumSet.of(
            DeviceCheck.CLOUD_DEVICE_HAS_A_VENDOR_CODE,
            DeviceCheck.SETTINGS_ARE_FOUND,
            DeviceCheck.CONNECTOR_IS_ALLOWED));

    @PersistenceContext
    EntityManager entities;

    @Inject
    AuditedRequest audited;

    @Inject
    Caller caller;

    @Inject
    Subjects subjects;

    @Inject
    Connectors connectors;

    /**
     * The facts of a device whose pair may be recreated (contract, section 2, checks 1 to 8).
     *
     * @throws Refusal for the first check that fails
     */
    public DeviceFacts requireForRecreation(DeviceRef device) {
        return require(device, RECREATION);
    }

    /**
     * The facts of a device that may be registered with this number and vendor code (contract, section 3). Both may be null.
     *
     * @throws Refusal for the first check that fails
     */
    public DeviceFacts requireForRegistration(DeviceRef device, String subjectNumber, String vendorCode) {
        var facts = require(device, REGISTRATION);
        requireFit(facts, subjectNumber, vendorCode);
        DeviceCheck.SETTINGS_ARE_FOUND.require(facts, device);
        DeviceCheck.CONNECTOR_IS_ALLOWED.require(facts, device);
        return facts;
    }

    private static void requireFit(DeviceFacts facts, String subjectNumber, String vendorCode) {
        boolean fromCloud = facts.connection() == DeviceConnection.CloudtoCloud;
        boolean hasVendorCode = PrintableText.isGiven(vendorCode);
        if (fromCloud && facts.hasVendorCode()) {
            throw new Refusal(ErrorCode.DEVICE_ALREADY_REGISTERED).with("parameter", "inventoryId");
        }
        if (fromCloud && !hasVendorCode) {
            throw new Refusal(ErrorCode.VENDOR_CODE_MISSING).with("parameter", "vendorCode");
        }
        if (!fromCloud && hasVendorCode) {
            throw new Refusal(ErrorCode.VENDOR_CODE_NOT_ALLOWED).with("parameter", "vendorCode");
        }
        if (!fromCloud && !PrintableText.isGiven(subjectNumber)) {
            throw new Refusal(ErrorCode.SUBJECT_NUMBER_MISSING).with("parameter", "subjectNumber");
        }
    }

    /**
     * The facts of a device that may be deregistered (contract, section 4: checks 1 to 4 and 6).
     *
     * @throws Refusal for the first check that fails
     */
    public DeviceFacts requireForDeregistration(DeviceRef device) {
        return require(device, DEREGISTRATION);
    }

    /**
     * The facts of a device whose pair may be revoked (contract, section 2: checks 1 to 6).
     *
     * @throws Refusal for the first check that fails
     */
    public DeviceFacts requireForRevocation(DeviceRef device) {
        return require(device, REVOCATION);
    }

    /** All checks of a recreation that fail, in order. A check that depends on a failed one is left out. */
    public Set<DeviceCheck> failuresForRecreation(DeviceRef device) {
        var facts = facts(device);
        var failures = EnumSet.noneOf(DeviceCheck.class);
        for (var check : RECREATION) {
            if (check.appliesAfter(failures) && !check.holds(facts, device)) {
                failures.add(check);
            }
        }
        if (DeviceCheck.CONNECTOR_IS_ALLOWED.appliesAfter(failures)) {
            unusableSettings(device, facts).ifPresent(failures::add);
        }
        return failures;
    }

    /** The check that the settings fail when they are used: a password may be missing, or made with a key that is gone. */
    private Optional<DeviceCheck> unusableSettings(DeviceRef device, DeviceFacts facts) {
        try {
            connectors.of(device.study(), facts.connector());
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(
                    refusal.code() == ErrorCode.MHEALTH_SETTINGS_NOT_FOUND
                            ? DeviceCheck.SETTINGS_ARE_FOUND
                            : DeviceCheck.CONNECTOR_IS_ALLOWED);
        }
    }

    /**
     * Reads the facts once more.
     *
     * @throws LostRace if they are others now
     */
    void requireUnchanged(DeviceRef device, DeviceFacts seen) {
        if (!facts(device).equals(seen)) {
            throw new LostRace("the device was changed by another request");
        }
    }

    private DeviceFacts require(DeviceRef device, Set<DeviceCheck> checks) {
        var facts = facts(device);
        if (facts.demandsReason() && !audited.hasReason()) {
            throw ChangeReason.missing();
        }
        checks.forEach(check -> check.require(facts, device));
        return facts;
    }

    private DeviceFacts facts(DeviceRef device) {
        var facts = entities.createNamedQuery(DeviceRegistration.FACTS, DeviceFacts.class)
                .setParameter("study", device.study())
                .setParameter("subjectId", device.subjectId())
                .setParameter("inventoryId", device.key().inventoryId())
                .getResultStream()
                .findFirst()
                .orElse(DeviceFacts.NONE);
        return caller.sites().isLimited() ? visible(facts, device.study()) : facts;
    }

    /**
     * The facts that exist for a caller whose right is for some sites (ADR 37). It takes the same statements whether a subject
     * is unknown or of another site.
     */
    private DeviceFacts visible(DeviceFacts facts, StudyMode study) {
        boolean isSubjectVisible = facts.subjectId() != null && caller.sites().includes(facts.siteId());
        if (isSubjectVisible) {
            caller.actAtSite(facts.siteId());
        }
        boolean isHolderVisible = facts.dispensedTo() == null
                || isSubjectVisible && facts.dispensedTo().equals(facts.subjectId())
                || subjects.isKnown(new SubjectKey(study, facts.dispensedTo()));
        return facts.visible(isSubjectVisible, isHolderVisible);
    }
}
