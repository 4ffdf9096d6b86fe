package org.openors.credential;

import java.util.UUID;
import org.openors.identity.DeviceKey;

/**
 * What a new pair is made for.
 *
 * @param device the registered item
 * @param deviceId the device instance
 * @param subjectId the subject to whom the item is dispensed
 * @param siteId the subject's site; empty if there is none
 * @param replaces the pair that it replaces, null if there is none
 * @param issuedBy the caller's identity
 * @param issuedByName what people call the caller; null if that is not known
 */
public record Issuance(
        DeviceKey device,
        UUID deviceId,
        UUID subjectId,
        String siteId,
        SeenPair replaces,
        String issuedBy,
        String issuedByName) {}
