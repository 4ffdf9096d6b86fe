package org.openors.device;

/** Who can remove the cause of a refusal. The names are those of the API. */
public enum WhoCanFix {
    /** The staff of the site, who dispense items and register devices and subjects with mHealth. */
    SiteStaff,
    /** The team that maintains the study, its subjects and its device-service settings. */
    StudyTeam,
    /** The team that maintains kit types and inventory. */
    SupplyTeam
}
