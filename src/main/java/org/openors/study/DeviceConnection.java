package org.openors.study;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How devices of a kit type reach the study's cloud. The names are those of the API and of the database. */
@Schema(description = "Connected by the vendor's cloud, by the device itself, or not at all.")
public enum DeviceConnection {
    CloudtoCloud,
    DevicetoCloud,
    NoConnection
}
