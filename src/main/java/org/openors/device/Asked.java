package org.openors.device;

import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;

/**
 * What a connector is asked for: an operation on a device that has passed the checks.
 *
 * @param facts as they were read by the checks
 * @param stateBefore for the audit record
 */
record Asked(MHealthConnector connector, DeviceRef device, DeviceTwin twin, DeviceFacts facts, String stateBefore) {}
