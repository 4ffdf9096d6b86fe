package org.openors.device;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.openors.input.PrintableText;
import org.openors.study.DeviceType;

/**
 * The data that a phone needs to connect its device.
 *
 * @param modelUrns separated by line feeds
 * @param registeredSubjectId the subject for whom the device was registered
 * @param registeredNumber the subject number given at the registration
 */
public record ConnectionFacts(
        UUID deviceId,
        UUID inventoryId,
        String studyTitle,
        String iotBaseUrl,
        DeviceType deviceType,
        String modelUrns,
        UUID registeredSubjectId,
        String registeredNumber,
        UUID subjectId,
        String subjectNumber,
        String mSubjectId) {

    public List<String> deviceModelUrns() {
        return modelUrns.lines().toList();
    }

    /** The number that the subject was registered with, else the subject's number, else the subject's id in mHealth. */
    public String surrogateId() {
        boolean isTheSubjects = subjectId.equals(registeredSubjectId);
        return Stream.of(isTheSubjects ? registeredNumber : null, subjectNumber, mSubjectId)
                .filter(PrintableText::isGiven)
                .findFirst()
                .orElse(null);
    }
}
