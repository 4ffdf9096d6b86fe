package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Collection;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.error.ErrorCode;

/**
 * Whether a device's pair could be recreated now.
 *
 * @param ready whether there is no failure
 * @param failures in the order in which a recreation would be refused
 */
@JsonbPropertyOrder({"ready", "failures"})
@Schema(
        name = "Readiness",
        requiredProperties = {"ready", "failures"},
        example = """
                {"ready": false, "failures": [{"errorCode": "ORS_400_08", "reason": "DEVICE_NOT_REGISTERED",
                 "errorMessage": "mHealth device is not registered", "whoCanFix": "SiteStaff"}]}
                """)
public record AccessCodeReadiness(boolean ready, List<Failure> failures) {

    static AccessCodeReadiness of(Collection<DeviceCheck> failures) {
        return new AccessCodeReadiness(
                failures.isEmpty(), failures.stream().map(Failure::of).toList());
    }

    /** One reason for which it would be refused, and who can remove it. */
    @JsonbPropertyOrder({"errorCode", "reason", "errorMessage", "whoCanFix"})
    @Schema(
            name = "ReadinessFailure",
            requiredProperties = {"errorCode", "reason", "errorMessage", "whoCanFix"})
    public record Failure(
            @Schema(
                    enumeration = {
                        "ORS_404_01",
                        "ORS_400_02",
                        "ORS_400_03",
                        "ORS_400_04",
                        "ORS_400_05",
                        "ORS_400_06",
                        "ORS_400_07",
                        "ORS_400_08",
                        "ORS_400_09",
                        "ORS_500_02",
                        "ORS_500_03"
                    })
            String errorCode,

            @Schema(implementation = ErrorCode.class) String reason,
            @Schema(minLength = 1) String errorMessage,
            WhoCanFix whoCanFix) {

        static Failure of(DeviceCheck check) {
            var code = check.code();
            return new Failure(code.code(), code.name(), code.message(), check.whoCanFix());
        }
    }
}
