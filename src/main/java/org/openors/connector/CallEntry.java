package org.openors.connector;

import java.util.UUID;
import org.openors.identity.DeviceKey;

/**
 * The entry of a call that is about to be made, or was made and is not stored yet.
 *
 * @param callId the id of the audit record, too
 */
public record CallEntry(DeviceKey device, UUID callId) {}
