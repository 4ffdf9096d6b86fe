package org.openors.audit;

import java.util.UUID;

/**
 * One object that a request changed beside others.
 *
 * @param subjectId null if it is about no subject; likewise the item and the device instance
 * @param before the state before, null if the object is new
 */
public record ObjectChange(
        AuditAction action, UUID subjectId, UUID inventoryId, UUID deviceId, String before, String after) {}
