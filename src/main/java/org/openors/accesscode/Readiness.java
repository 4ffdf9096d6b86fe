package org.openors.accesscode;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.Collection;
import java.util.List;
import org.openors.device.DeviceCheck;
import org.openors.device.WhoCanFix;

/**
 * Whether a device's pair could be recreated now.
 *
 * @param ready whether there is no failure
 * @param failures in the order in which a recreation would be refused
 */
@JsonbPropertyOrder({"ready", "failures"})
public record Readiness(boolean ready, List<Failure> failures) {

    static Readiness of(Collection<DeviceCheck> failures) {
        return new Readiness(
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
