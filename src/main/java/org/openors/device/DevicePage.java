package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Some of the devices that were found. */
@JsonbPropertyOrder({"devices", "next"})
@Schema(requiredProperties = "devices")
public record DevicePage(
        List<FoundDevice> devices,

        @Schema(description = "The `after` of the following page; absent on the last one.")
        String next) {

    /** The page that up to {@code limit} of these are; one more shows that others follow. */
    static DevicePage of(List<DeviceRows.Row> found, int limit) {
        var shown = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? shown.get(limit - 1).position().text() : null;
        return new DevicePage(shown.stream().map(DeviceRows.Row::device).toList(), next);
    }
}
