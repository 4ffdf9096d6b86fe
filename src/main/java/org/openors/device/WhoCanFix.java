package org.openors.device;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who can remove the cause of a refusal. The names are those of the API. */
@Schema(description = """
        - `SiteStaff`: dispenses, registers the device and the subject.
        - `StudyTeam`: keeps the study, its subjects and its settings.
        - `SupplyTeam`: keeps kit types and inventory.
        """)
public enum WhoCanFix {
    SiteStaff,
    StudyTeam,
    SupplyTeam
}
