package org.openors.study;

/** What a kit of a kit type is; spelt as it travels and is stored. */
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
