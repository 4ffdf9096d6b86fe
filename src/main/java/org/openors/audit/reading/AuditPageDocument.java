package org.openors.audit.reading;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.audit.AuditAction;
import org.openors.error.ErrorCode;
import org.openors.identity.Mode;

/** A page as callers see it. Only a schema: {@link AuditPage} writes it from the fields of the records. */
@Schema(name = "AuditPage", requiredProperties = "records", example = """
                {"records": [
                  {"id": "01A207BDAA3D7C1F9A8D1E02B3C4D5F6", "occurredAt": "2026-11-23T09:30:00.125Z",
                   "action": "RECREATE_ACCESS_CODE", "outcome": "Success",
                   "studyId": "6F9619FF8B86D011B42D00C04FC964FF", "mode": "test",
                   "subjectId": "0A1B2C3D4E5F67890123456789ABCDEF", "inventoryId": "B1B8327AFAA6412287106192AB5984EF",
                   "deviceId": "9C2E47D1A05B4F6E8D3710BC52A6F984", "actorIssuer": "https://idp.example.org",
                   "actor": "nurse-17", "actorRight": "DeviceActionsPost@6F9619FF8B86D011B42D00C04FC964FF/test",
                   "stateBefore": "Expired XYZ789", "stateAfter": "AwaitingBootstrap ABC123",
                   "changeReason": "The phone was lost", "peerAddress": "127.0.0.1",
                   "reference": "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9", "sequence": 4711}],
                 "next": "AAABoge9qj0Boge9qj18H5qNHgKzxNX2"}
                """)
record AuditPageDocument(
        @Schema(description = "Newest first.") List<Entry> records,

        @Schema(description = "The `before` of the following page; absent on the last one.")
        String next) {

    @Schema(
            name = "AuditRecord",
            description =
                    "What was done or tried. It is written once and never changed. What there is none of is absent.",
            requiredProperties = {"id", "occurredAt", "action", "outcome", "peerAddress", "reference"})
    record Entry(
            @Schema(ref = "Identifier") String id,

            @Schema(
                    description = "UTC, to the millisecond.",
                    format = "date-time",
                    pattern = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$")
            String occurredAt,

            AuditAction action,

            Outcome outcome,

            @Schema(
                    description = "The published code of a refusal or failure.",
                    pattern = "^ORS_[45][0-9]{2}_[0-9]{2}$")
            String errorCode,

            ErrorCode reason,
            @Schema(ref = "Identifier") String studyId,
            Mode mode,
            @Schema(ref = "Identifier") String subjectId,
            @Schema(ref = "Identifier") String inventoryId,
            @Schema(ref = "Identifier") String deviceId,

            @Schema(description = "The `iss` claim of the token; absent for a phone.")
            String actorIssuer,

            @Schema(
                    description =
                            "The `sub` claim of the token, or the phone's access ID; absent if nobody was authenticated.")
            String actor,

            @Schema(description = "The group of the token that granted it.")
            String actorRight,

            String stateBefore,
            String stateAfter,

            @Schema(description = "The caller's `X-Change-Reason`.")
            String changeReason,

            @Schema(
                    description =
                            "`service`: in the service's own trail, as it concerns no study or none that was known in the mode.",
                    enumeration = "service")
            String trail,

            @Schema(description = "The address that the request came from.")
            String peerAddress,

            @Schema(ref = "Identifier") String reference,

            @Schema(description = "The call of a remote connector: what for, its host, its status, how long it took.")
            String connectorCall,

            @Schema(
                    description = "Its place among the sealed records of its trail; absent until it is sealed.",
                    minimum = "1")
            Long sequence) {}

    @Schema(name = "AuditOutcome", description = """
                    Done, refused because of the request, failed because of the service, or unknown: a remote connector may have done
                    it.
                    """)
    enum Outcome {
        Success,
        Refused,
        Failed,
        Unknown
    }
}
