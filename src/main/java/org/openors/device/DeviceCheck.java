package org.openors.device;

import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;
import org.openors.study.ConnectorUrls;
import org.openors.study.DeviceConnection;

/**
 * The checks before a device's pair is recreated, in the order of refusal (contract, section 2). Without settings there
 * is no connector, so {@link #CONNECTOR_IS_ALLOWED} holds.
 */
public enum DeviceCheck {
    STUDY_HAS_A_VERSION(
            ErrorCode.INVALID_STUDY_ID_OR_VERSION,
            "studyId",
            WhoCanFix.StudyTeam,
            null,
            (facts, device) -> facts.studyVersion() != null),
    SUBJECT_IS_KNOWN(
            ErrorCode.INVALID_SUBJECT_ID,
            "subjectId",
            WhoCanFix.StudyTeam,
            STUDY_HAS_A_VERSION,
            (facts, device) -> facts.subjectId() != null),
    SUBJECT_HAS_THE_M_SUBJECT_ID(
            ErrorCode.INVALID_SUBJECT_ID,
            "mSubjectId",
            WhoCanFix.SiteStaff,
            SUBJECT_IS_KNOWN,
            (facts, device) -> Objects.equals(facts.mSubjectId(), device.mSubjectId())),
    ITEM_IS_KNOWN(
            ErrorCode.INVALID_DEVICE_ID,
            "inventoryId",
            WhoCanFix.SupplyTeam,
            STUDY_HAS_A_VERSION,
            (facts, device) -> facts.inventoryId() != null),
    ITEM_IS_DISPENSED(
            ErrorCode.DEVICE_NOT_DISPENSED,
            "inventoryId",
            WhoCanFix.SiteStaff,
            ITEM_IS_KNOWN,
            (facts, device) -> facts.dispensedTo() != null),
    ITEM_IS_DISPENSED_TO_THE_SUBJECT(
            ErrorCode.DEVICE_DISPENSED_TO_DIFFERENT_SUBJECT,
            "inventoryId",
            WhoCanFix.SiteStaff,
            ITEM_IS_DISPENSED,
            (facts, device) -> device.subjectId().equals(facts.dispensedTo())),
    CONNECTION_TYPE_IS_GIVEN(
            ErrorCode.CONNECTION_TYPE_MISSING,
            "inventoryId",
            WhoCanFix.SupplyTeam,
            ITEM_IS_KNOWN,
            (facts, device) -> facts.connection() != null),
    DEVICE_CONNECTS(
            ErrorCode.NO_CONNECTION_DEVICE,
            "inventoryId",
            WhoCanFix.SupplyTeam,
            CONNECTION_TYPE_IS_GIVEN,
            (facts, device) -> facts.connection() != DeviceConnection.NoConnection),
    DEVICE_IS_REGISTERED(
            ErrorCode.DEVICE_NOT_REGISTERED,
            "inventoryId",
            WhoCanFix.SiteStaff,
            ITEM_IS_KNOWN,
            (facts, device) -> facts.isRegistered()),
    CLOUD_DEVICE_HAS_A_VENDOR_CODE(
            ErrorCode.VENDOR_CODE_MISSING,
            null,
            WhoCanFix.SiteStaff,
            DEVICE_IS_REGISTERED,
            (facts, device) -> facts.connection() != DeviceConnection.CloudtoCloud || facts.hasVendorCode()),
    SETTINGS_ARE_FOUND(
            ErrorCode.MHEALTH_SETTINGS_NOT_FOUND,
            null,
            WhoCanFix.StudyTeam,
            STUDY_HAS_A_VERSION,
            (facts, device) -> facts.connector() != null),
    CONNECTOR_IS_ALLOWED(
            ErrorCode.MHEALTH_SETTINGS_REFUSED,
            null,
            WhoCanFix.StudyTeam,
            SETTINGS_ARE_FOUND,
            (facts, device) -> !"remote".equals(facts.connector()) || ConnectorUrls.allow(facts.connectorUrl()));

    private final ErrorCode code;
    private final String parameter;
    private final WhoCanFix whoCanFix;
    private final DeviceCheck presupposed;
    private final BiPredicate<DeviceFacts, DeviceRef> rule;

    DeviceCheck(
            ErrorCode code,
            String parameter,
            WhoCanFix whoCanFix,
            DeviceCheck presupposed,
            BiPredicate<DeviceFacts, DeviceRef> rule) {
        this.code = code;
        this.parameter = parameter;
        this.whoCanFix = whoCanFix;
        this.presupposed = presupposed;
        this.rule = rule;
    }

    /** The code of the refusal if the check fails. */
    public ErrorCode code() {
        return code;
    }

    /** Who can remove the cause. */
    public WhoCanFix whoCanFix() {
        return whoCanFix;
    }

    /** Whether the check is still meaningful after these have failed. */
    boolean appliesAfter(Set<DeviceCheck> failed) {
        return presupposed == null || !failed.contains(presupposed) && presupposed.appliesAfter(failed);
    }

    boolean holds(DeviceFacts facts, DeviceRef device) {
        return rule.test(facts, device);
    }

    /** @throws Refusal if the check fails */
    void require(DeviceFacts facts, DeviceRef device) {
        if (!holds(facts, device)) {
            throw new Refusal(code).with("parameter", parameter);
        }
    }
}
