package org.openors.it;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openors.simulator.MHealthSimulator;

/** A study of a test's own with one device for each case, put through the API. */
public final class SampleStudy {

    /** The audit records of its first import, beside that of the import itself. */
    static final int OBJECTS = 20;

    public static final String M_SUBJECT_ID = "MSUBJECT-001";

    public final String studyId;
    public final String mode;
    public final String subjectId;
    public final String otherSubjectId;
    /** Device-to-cloud, dispensed, not registered. */
    public final String monitor;
    /** Cloud-to-cloud, dispensed, not registered. */
    public final String scale;
    /** Cloud-to-cloud, dispensed, registered in an earlier system without a vendor code. */
    public final String scaleWithoutVendor;
    /** Dispensed to the other subject. */
    public final String othersMonitor;
    /** In stock. */
    public final String undispensed;
    /** Of a kit type without a connection type. */
    public final String noType;
    /** Of a kit type that connects to nothing. */
    public final String noConnection;

    /** The device instance identifier of {@link #scaleWithoutVendor}. */
    public final String importedDeviceId;

    public SampleStudy(String mode) {
        this(mode, SampleStudy::id);
    }

    private SampleStudy(String mode, Supplier<String> ids) {
        this.mode = mode;
        studyId = ids.get();
        subjectId = ids.get();
        monitor = ids.get();
        otherSubjectId = ids.get();
        scale = ids.get();
        scaleWithoutVendor = ids.get();
        othersMonitor = ids.get();
        undispensed = ids.get();
        noType = ids.get();
        noConnection = ids.get();
        importedDeviceId = ids.get();
    }

    /** The demo's study: always the same identifiers, which are the sample values of the API description too. */
    public static SampleStudy ofTheDemo() {
        var described = List.of(
                "C56A4180AA0A4C5B9F4B2E8D7A1F3C6E",
                "D0A1B2C3D4E5F67890123456789ABCDE",
                "B1B8327AFAA6412287106192AB5984EF");
        var others = IntStream.rangeClosed(1, 8).mapToObj(i -> "DE3000000000400080000000000000%02X".formatted(i));
        return new SampleStudy("test", Stream.concat(described.stream(), others).iterator()::next);
    }

    /** The same study, with the same identifiers, in another mode. It is not put yet. */
    public SampleStudy inMode(String other) {
        var same = List.of(
                studyId,
                subjectId,
                monitor,
                otherSubjectId,
                scale,
                scaleWithoutVendor,
                othersMonitor,
                undispensed,
                noType,
                noConnection,
                importedDeviceId);
        return new SampleStudy(other, same.iterator()::next);
    }

    /** Puts the study into the service, in mode {@code active}. */
    public static SampleStudy in(Api api) {
        return new SampleStudy("active").put(api);
    }

    public SampleStudy put(Api api) {
        return put(api, document(true));
    }

    /** A node takes two documents at once; a third one comes again. */
    private SampleStudy put(Api api, String document) {
        var answer = api.put(path() + "/study-data", document);
        for (int i = 0; answer.status() == 503 && i < 300; i++) {
            Server.pause();
            answer = api.put(path() + "/study-data", document);
        }
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
        return this;
    }

    /** Puts the study without device-service settings, its monitor registered in an earlier system. */
    public SampleStudy putWithoutSettings(Api api) {
        var registration = "{\"inventoryId\": \"" + monitor + "\", \"deviceId\": \"" + id() + "\"},";
        var document = document(false).replace("\"registrations\": [", "\"registrations\": [" + registration);
        return put(api, document);
    }

    /** The study-data document, with or without device-service settings. */
    public String document(boolean withSettings) {
        var settings = withSettings
                ? "\"deviceService\": {\"connector\": \"built-in\", \"iotBaseUrl\": \"https://iot.example.org\"},"
                : "";
        return """
            {
              "title": "Hypertension at home",
              "version": "1.0.0.1",
              ${settings}
              "kitTypes": [
                {"kitTypeId": "BPM", "deviceType": "BloodPressureMonitor", "deviceConnection": "DevicetoCloud",
                 "deviceModelUrns": ["urn:com:example:bpm"]},
                {"kitTypeId": "SCALE", "deviceType": "WeightScale", "deviceConnection": "CloudtoCloud"},
                {"kitTypeId": "UNKNOWN", "deviceType": "Other", "deviceConnection": null},
                {"kitTypeId": "PILLS", "deviceType": "SmartPillBottle", "deviceConnection": "NoConnection"}
              ],
              "subjects": [
                {"subjectId": "${subject}", "subjectNumber": "siteA-1", "siteId": "siteA", "mSubjectId": "${mSubject}"},
                {"subjectId": "${other}", "subjectNumber": "siteA-2", "siteId": "siteA", "mSubjectId": "MSUBJECT-002"}
              ],
              "inventory": [
                {"inventoryId": "${monitor}", "kitTypeId": "BPM"},
                {"inventoryId": "${scale}", "kitTypeId": "SCALE"},
                {"inventoryId": "${scaleWithoutVendor}", "kitTypeId": "SCALE"},
                {"inventoryId": "${othersMonitor}", "kitTypeId": "BPM"},
                {"inventoryId": "${undispensed}", "kitTypeId": "BPM"},
                {"inventoryId": "${noType}", "kitTypeId": "UNKNOWN"},
                {"inventoryId": "${noConnection}", "kitTypeId": "PILLS"}
              ],
              "dispensations": [
                {"subjectId": "${subject}", "inventoryId": "${monitor}"},
                {"subjectId": "${subject}", "inventoryId": "${scale}"},
                {"subjectId": "${subject}", "inventoryId": "${scaleWithoutVendor}"},
                {"subjectId": "${other}", "inventoryId": "${othersMonitor}"},
                {"subjectId": "${subject}", "inventoryId": "${noType}"},
                {"subjectId": "${subject}", "inventoryId": "${noConnection}"}
              ],
              "registrations": [
                {"inventoryId": "${scaleWithoutVendor}", "deviceId": "${device}"}
              ]
            }
            """.replace("${settings}", settings)
                .replace("${subject}", subjectId)
                .replace("${mSubject}", M_SUBJECT_ID)
                .replace("${other}", otherSubjectId)
                .replace("${monitor}", monitor)
                .replace("${scale}", scale)
                .replace("${scaleWithoutVendor}", scaleWithoutVendor)
                .replace("${othersMonitor}", othersMonitor)
                .replace("${undispensed}", undispensed)
                .replace("${noType}", noType)
                .replace("${noConnection}", noConnection)
                .replace("${device}", importedDeviceId);
    }

    /** The study-data document with the simulated connector at this base URL. */
    public String documentWithRemote(String url) {
        return document(true)
                .replace(
                        "\"connector\": \"built-in\", \"iotBaseUrl\": \"https://iot.example.org\"",
                        "\"connector\": \"remote\", \"url\": \"" + url + "\", \"userName\": \"" + MHealthSimulator.USER
                                + "\", \"password\": \"" + MHealthSimulator.PASSWORD + "\", \"mHealthStudyId\": \""
                                + MHealthSimulator.STUDY + "\"");
    }

    /** Puts it with the simulated connector at this base URL. */
    public void putRemote(Api api, String url) {
        var answer = api.put(path() + "/study-data", documentWithRemote(url));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    /** A study-data document that dispenses an item. */
    String dispensation(String subject, String inventoryId) {
        return "{\"dispensations\":[{\"subjectId\":\"" + subject + "\",\"inventoryId\":\"" + inventoryId + "\"}]}";
    }

    /** A study-data document that takes an item back. */
    String takenBack(String inventoryId) {
        return dispensation("", inventoryId).replace("\"subjectId\":\"\"", "\"subjectId\":null");
    }

    /** The item of that field's name; any other name is an item that nobody knows. */
    public String item(String name) {
        return switch (name) {
            case "monitor" -> monitor;
            case "scale" -> scale;
            case "scaleWithoutVendor" -> scaleWithoutVendor;
            case "undispensed" -> undispensed;
            case "othersMonitor" -> othersMonitor;
            case "noType" -> noType;
            case "noConnection" -> noConnection;
            default -> id();
        };
    }

    public String path() {
        return "/v1.0/studies/" + studyId + "/" + mode;
    }

    public String subjectPath() {
        return path() + "/subjects/" + subjectId;
    }

    public String devicePath(String inventoryId) {
        return subjectPath() + "/devices/" + inventoryId;
    }

    /** The main job's path for an item of the sample subject. */
    public String accessCodePath(String inventoryId) {
        return devicePath(inventoryId) + "/access-code?mSubjectId=" + M_SUBJECT_ID;
    }

    /** Registers the blood pressure monitor. */
    public Answer registerMonitor(Api api) {
        return api.post(subjectPath() + "/register-device", registration());
    }

    /** The body that registers the blood pressure monitor. */
    public String registration() {
        return "{\"inventoryId\": \"" + monitor + "\", \"mSubjectId\": \"" + M_SUBJECT_ID
                + "\", \"subjectNumber\": \"siteA-1\"}";
    }

    /** A new identifier as the service emits it. */
    public static String id() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
