package org.openors.study;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.audit.AuditAction;

/** The answer to study data as callers see it: an {@link org.openors.error.ORSResponse} with counts. Only a schema. */
@Schema(
        requiredProperties = {"status", "version", "result"},
        example = """
                {"status": "Success", "version": 1,
                 "result": {"kitTypes": 2, "subjects": 1, "inventory": 2, "dispensations": 2, "registrations": 1, "sites": 1}}
                """)
record StudyDataResponse(
        @Schema(enumeration = "Success") String status,
        @Schema(enumeration = "1") int version,
        Counts result) {

    @Schema(
            name = "StudyDataCounts",
            description = "How many of each kind the document named; of a dry run, how many would change.",
            requiredProperties = {"kitTypes", "subjects", "inventory", "dispensations", "registrations", "sites"})
    record Counts(
            int kitTypes,
            int subjects,
            int inventory,
            int dispensations,
            int registrations,
            int sites,

            @Schema(
                    description = "Only of a dry run: the first changes, as audit records would have them.",
                    maxItems = 100)
            List<Change> changes,

            @Schema(
                    description =
                            "Absent if there are none: the first devices that stay at a remote connector, as an import calls none.",
                    maxItems = 100)
            List<Warning> warnings) {}

    @Schema(
            name = "StudyDataWarning",
            description = "A device whose registration ends here, but not at the remote connector.",
            requiredProperties = {"inventoryId", "deviceId", "message"})
    record Warning(
            @Schema(ref = "Identifier") String inventoryId,
            @Schema(ref = "Identifier") String deviceId,
            String message) {}

    @Schema(
            name = "StudyDataChange",
            description = "A change that an import would make. The settings are one change, without objects.",
            requiredProperties = "action")
    record Change(
            AuditAction action,
            @Schema(ref = "Identifier") String subjectId,
            @Schema(ref = "Identifier") String inventoryId,
            @Schema(ref = "Identifier") String deviceId,

            @Schema(description = "Absent if the object is new.")
            String stateBefore,

            @Schema(description = "Absent if the object is removed.")
            String stateAfter) {}
}
