package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Collection;
import java.util.List;

/**
 * Whether a device's pair could be recreated now.
 *
 * @param ready whether there is no failure
 * @param failures in the order in which a recreation would be refused
 */
@JsonbPropertyOrder({"ready", "failures"})
public record AccessCodeReadiness(boolean ready, List<Failure> failures) {

    static AccessCodeReadiness of(Collection<DeviceCheck> failures) {
        return new AccessCodeReadiness(
                failures.isEmpty(), failures.stream().map(Failure::of).toList());
    }

    /** One reason for which it would be refused, and who can remove it. */
    @JsonbPropertyOrder({"errorCode", "reason", "errorMessage", "whoCanFix"})
    public record Failure(String errorCode, String reason, String errorMessage, WhoCanFix whoCanFix) {

        static Failure of(DeviceCheck check) {
            var code = check.code();
            return new Failure(code.code(), code.name(), code.message(), check.whoCanFix());
        }
    }
}
