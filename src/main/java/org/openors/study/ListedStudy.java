package org.openors.study;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.identity.Mode;

/** A study in a mode, as far as it concerns the caller. What study data does not say is absent. */
@JsonbPropertyOrder({"studyId", "title", "mode", "version", "rights", "sites", "changeReasonRequired", "bootstrapLink"})
@Schema(
        requiredProperties = {"studyId", "mode", "version", "rights", "sites", "changeReasonRequired"},
        example = """
                {"studyId": "C56A4180AA0A4C5B9F4B2E8D7A1F3C6E", "title": "Hypertension at home", "mode": "active",
                 "version": "1.0.0.1", "rights": ["DeviceActionsPost", "DeviceActionsGet"],
                 "sites": [{"siteId": "siteA", "name": "University Hospital", "timeZone": "Europe/Zurich", "language": "de",
                            "rights": ["DeviceActionsPost", "DeviceActionsGet"]}],
                 "changeReasonRequired": false,
                 "bootstrapLink": "https://app.example.org/start#id={accessId}&otp={otp}"}
                """)
public record ListedStudy(
        @Schema(ref = "Identifier") String studyId,
        String title,
        Mode mode,
        String version,

        @Schema(description = "The rights that the caller has here, for all subjects or for those of some sites.")
        List<String> rights,

        @Schema(
                description =
                        "The sites that study data lists or the caller's rights name, for which the caller has a right.")
        List<AtSite> sites,

        @Schema(description = "Whether changes of a device demand an `X-Change-Reason`.")
        boolean changeReasonRequired,

        @Schema(description = "That of the study's device-service settings.")
        String bootstrapLink) {

    /** A site, and what the caller may do for its subjects. */
    @JsonbPropertyOrder({"siteId", "name", "timeZone", "language", "rights"})
    @Schema(
            name = "ListedSite",
            requiredProperties = {"siteId", "rights"})
    public record AtSite(
            String siteId,
            String name,

            @Schema(description = "A name of the IANA time zone database.")
            String timeZone,

            @Schema(description = "A language tag (BCP 47).")
            String language,

            @Schema(description = "The rights that the caller has for the subjects of this site.")
            List<String> rights) {}
}
