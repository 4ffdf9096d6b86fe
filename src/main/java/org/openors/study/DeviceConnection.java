package org.openors.study;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How devices of a kit type reach the study's cloud; spelt as it travels and is stored. */
@Schema(description = "Connected by the vendor's cloud, by the device itself, or not at all.")
public enum DeviceConnection {
    CloudtoCloud,
    DevicetoCloud,
    NoConnection
}
