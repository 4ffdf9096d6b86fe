package org.openors.study;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The answer to study data as callers see it: an {@link org.openors.error.ORSResponse} with counts. Only a schema. */
@Schema(
        requiredProperties = {"status", "version", "result"},
        example = """
                {"status": "Success", "version": 1,
                 "result": {"kitTypes": 2, "subjects": 1, "inventory": 2, "dispensations": 2, "registrations": 1}}
                """)
record StudyDataResponse(
        @Schema(enumeration = "Success") String status,
        @Schema(enumeration = "1") int version,
        Counts result) {

    @Schema(
            name = "StudyDataCounts",
            description = "How many of each kind the document named.",
            requiredProperties = {"kitTypes", "subjects", "inventory", "dispensations", "registrations"})
    record Counts(int kitTypes, int subjects, int inventory, int dispensations, int registrations) {}
}
