package org.openors.study;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a kit of a kit type is; spelt as it travels and is stored. */
@Schema(description = "The kind of device.")
public enum DeviceType {
    ActivityWatch,
    BloodPressureMonitor,
    WeightScale,
    ECGReader,
    Spirometer,
    MobileApp,
    SmartPillBottle,
    PulseOximeter,
    WearablePatch,
    GlucoseMonitor,
    Other
}
