package org.openors.study;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The kind of device in a kit of a kit type. The names are those of the API and of the database. */
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
