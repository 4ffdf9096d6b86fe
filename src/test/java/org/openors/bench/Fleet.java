package org.openors.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The devices of the bench: number n has a subject, is dispensed and registered. Ids are {@code md5('item-' || n)} and the
 * like, so that SQL can make them too.
 */
final class Fleet {

    static final UUID STUDY = id("study", 0);
    static final String MODE = "active";
    private static final String STUDY_PATH = "/ec-ors-svc/rest/v1.0/studies/" + STUDY + "/" + MODE;

    private Fleet() {}

    static UUID subject(int n) {
        return id("subject", n);
    }

    static UUID item(int n) {
        return id("item", n);
    }

    static String mSubjectId(int n) {
        return "M-" + n;
    }

    static String site(int n) {
        return "site-" + n % 100;
    }

    static String studyDataPath() {
        return STUDY_PATH + "/study-data";
    }

    static String accessCodePath(int n) {
        return STUDY_PATH + "/subjects/" + subject(n) + "/devices/" + item(n) + "/access-code?mSubjectId="
                + mSubjectId(n);
    }

    static String devicesPath(int n) {
        return STUDY_PATH + "/subjects/" + subject(n) + "/devices";
    }

    static String devicePath(int n) {
        return devicesPath(n) + "/" + item(n) + "?mSubjectId=" + mSubjectId(n);
    }

    static String registerPath(int n) {
        return STUDY_PATH + "/subjects/" + subject(n) + "/register-device";
    }

    static String auditPath() {
        return STUDY_PATH + "/audit?limit=50";
    }

    static byte[] registration(int n) {
        return "{\"inventoryId\":\"%s\",\"mSubjectId\":\"%s\",\"subjectNumber\":\"S-%d\"}"
                .formatted(item(n), mSubjectId(n), n)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The study-data document of devices {@code from} (inclusive) to {@code to} (exclusive). */
    static byte[] document(int from, int to) {
        return """
            {"title": "Bench", "version": "1.0.0.1",
             "deviceService": {"connector": "built-in", "iotBaseUrl": "https://iot.example.org"},
             "kitTypes": [{"kitTypeId": "BPM", "deviceType": "BloodPressureMonitor", "deviceConnection": "DevicetoCloud",
                           "deviceModelUrns": ["urn:com:example:bpm"]}],
             "subjects": [%s], "inventory": [%s], "dispensations": [%s], "registrations": [%s]}
            """.formatted(
                        rows(from, to, Fleet::subjectRow),
                        rows(from, to, Fleet::itemRow),
                        rows(from, to, Fleet::dispensationRow),
                        rows(from, to, Fleet::registrationRow))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A small document, as a site sends it when a subject is there: it says nothing of registrations. */
    static byte[] documentWithoutRegistrations(int n) {
        return "{\"subjects\":[%s],\"inventory\":[%s],\"dispensations\":[%s]}"
                .formatted(subjectRow(n), itemRow(n), dispensationRow(n))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String rows(int from, int to, java.util.function.IntFunction<String> row) {
        return IntStream.range(from, to).mapToObj(row).collect(Collectors.joining(","));
    }

    private static String subjectRow(int n) {
        return "{\"subjectId\":\"" + subject(n) + "\",\"subjectNumber\":\"S-" + n + "\",\"siteId\":\"" + site(n)
                + "\",\"mSubjectId\":\"" + mSubjectId(n) + "\"}";
    }

    private static String itemRow(int n) {
        return "{\"inventoryId\":\"" + item(n) + "\",\"kitTypeId\":\"BPM\"}";
    }

    private static String dispensationRow(int n) {
        return "{\"subjectId\":\"" + subject(n) + "\",\"inventoryId\":\"" + item(n) + "\"}";
    }

    private static String registrationRow(int n) {
        return "{\"inventoryId\":\"" + item(n) + "\",\"deviceId\":\"" + id("device", n) + "\"}";
    }

    /** What {@code md5(kind || '-' || n)::uuid} is in PostgreSQL. */
    private static UUID id(String kind, int n) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest((kind + '-' + n).getBytes(StandardCharsets.US_ASCII));
            var bytes = ByteBuffer.wrap(digest);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
