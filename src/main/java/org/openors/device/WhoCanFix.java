package org.openors.device;

/** Who can remove the cause of a refusal; spelt as it travels. */
public enum WhoCanFix {
    /** The site: dispenses, registers the device and the subject with mHealth. */
    SiteStaff,
    /** Who keeps the study, its subjects and its device-service settings. */
    StudyTeam,
    /** Who keeps kit types and inventory. */
    SupplyTeam
}
