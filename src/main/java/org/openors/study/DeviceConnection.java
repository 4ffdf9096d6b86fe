package org.openors.study;

/** How devices of a kit type reach the study's cloud. The names are those of the API and of the database. */
public enum DeviceConnection {
    CloudtoCloud,
    DevicetoCloud,
    NoConnection
}
