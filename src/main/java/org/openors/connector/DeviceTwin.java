package org.openors.connector;

import java.util.Set;
import java.util.UUID;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;

/**
 * The device that a connector is asked about.
 *
 * @param deviceId the device instance. At the registration of a device that is not registered: the one that a connector without twins of
 *     its own uses, and null for a remote connector
 * @param subjectId the subject to whom the item is dispensed
 * @param siteId the subject's site; empty if there is none
 * @param mSubjectId that subject's id in mHealth
 * @param twinMSubjectId the id in mHealth for which a remote connector has the device, as far as is known: another subject's, or
 *     an earlier one of this subject; null if that is not known
 * @param ofOtherModes at a registration, the device instances that the item is in the study's other modes: a remote connector may
 *     have them beside this one, as it knows no modes
 * @param surrogateSubjectId what mHealth shows for the subject; may be null
 * @param vendorCode of a cloud-to-cloud device, else null or empty
 * @param pair the built-in pair as it was read; null if there is none
 * @param askedBy the caller's identity
 * @param askedByName what people call the caller; null if that is not known
 */
public record DeviceTwin(
        DeviceKey key,
        UUID deviceId,
        UUID subjectId,
        String siteId,
        String mSubjectId,
        String twinMSubjectId,
        Set<UUID> ofOtherModes,
        String surrogateSubjectId,
        String vendorCode,
        SeenPair pair,
        String askedBy,
        String askedByName) {}
