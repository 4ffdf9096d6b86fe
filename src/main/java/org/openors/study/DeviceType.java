package org.openors.study;

/** The kind of device in a kit of a kit type. The names are those of the API and of the database. */
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
