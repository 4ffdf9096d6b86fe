package org.openors.study;

/** How devices of a kit type reach the study's cloud; spelt as it travels and is stored. */
public enum DeviceConnection {
    CloudtoCloud,
    DevicetoCloud,
    NoConnection
}
