package org.openors.device;

import java.util.List;
import java.util.UUID;

/**
 * What a phone must know of its device to connect.
 *
 * @param modelUrns separated by line feeds
 * @param surrogateId the number that the subject was registered with, else the subject's number, else the subject's id in
 *     mHealth
 */
public record ConnectionFacts(
        UUID deviceId,
        UUID inventoryId,
        String studyTitle,
        String iotBaseUrl,
        String deviceType,
        String modelUrns,
        String surrogateId) {

    public List<String> deviceModelUrns() {
        return modelUrns.lines().toList();
    }
}
