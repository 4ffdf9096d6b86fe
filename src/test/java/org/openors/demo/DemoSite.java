package org.openors.demo;

import java.sql.SQLException;
import java.util.List;
import org.openors.it.Answer;
import org.openors.it.Api;
import org.openors.it.Database;
import org.openors.it.SampleStudy;

/** The demo's study as the page shows it: two sites, kits with names, and a patient whose phone app has an expired pair. */
public final class DemoSite {

    /** A phone app, registered, whose pair has expired. */
    public static final String APP = "DE3000000000400080000000000000A1";

    /** The same kit of a patient of another site. */
    public static final String APP_OF_SITE_B = "DE3000000000400080000000000000B1";

    public static final String SUBJECT_OF_SITE_B = "DE3000000000400080000000000000B0";

    /** Of a nurse, who works in one study and mode. */
    private static final List<String> NURSE = List.of("DeviceActionsGet", "DeviceActionsPost", "AuditGet");

    private static final List<String> MONITOR = List.of("DeviceActionsGet", "AuditGet");

    private final SampleStudy study;

    public DemoSite(SampleStudy study) {
        this.study = study;
    }

    public static List<String> nurse(SampleStudy study) {
        return scoped(NURSE, study.studyId + "/" + study.mode);
    }

    /** Knows no patient but those of her site. */
    public static List<String> nurseOfASite(SampleStudy study) {
        return scoped(NURSE, study.studyId + "/" + study.mode + "/siteA");
    }

    /** In all modes of the study. */
    public static List<String> monitor(SampleStudy study) {
        return scoped(MONITOR, study.studyId + "/*");
    }

    private static List<String> scoped(List<String> rights, String where) {
        return rights.stream().map(right -> right + "@" + where).toList();
    }

    /** Adds all of it to the study, which is there already. */
    public void put(Api api, Database database) {
        require(api.put(study.path() + "/study-data", document()));
        require(register(api, APP));
        require(api.post(
                study.path() + "/subjects/" + SUBJECT_OF_SITE_B + "/register-device",
                "{\"inventoryId\":\"" + APP_OF_SITE_B
                        + "\",\"mSubjectId\":\"MSUBJECT-003\",\"subjectNumber\":\"siteB-1\"}"));
        expire(database, APP);
        expire(database, APP_OF_SITE_B);
    }

    /** Registers an item of the sample subject. */
    public Answer register(Api api, String inventoryId) {
        return api.post(
                study.subjectPath() + "/register-device", study.registration().replace(study.monitor, inventoryId));
    }

    /** No setting turns the clock back, so the row is changed beside the service, as the tests do it. */
    public static void expire(Database database, String inventoryId) {
        expire(database, inventoryId, -1);
    }

    /** Its pair expires in so many hours. */
    public static void expire(Database database, String inventoryId, int hours) {
        try {
            database.update("UPDATE bootstrap_credential SET expires_at = CURRENT_TIMESTAMP + INTERVAL '" + hours
                    + "' HOUR, issued_at = CURRENT_TIMESTAMP - INTERVAL '" + (24 - hours)
                    + "' HOUR WHERE inventory_id = '" + dashed(inventoryId) + "'");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String dashed(String identifier) {
        return identifier.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }

    private static void require(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.body());
        }
    }

    private String document() {
        return """
            {
              "sites": [
                {"siteId": "siteA", "name": "University Hospital Zürich", "timeZone": "Europe/Zurich", "language": "de"},
                {"siteId": "siteB", "name": "Clinique du Lac", "timeZone": "Europe/Zurich", "language": "fr"}
              ],
              "kitTypes": [
                {"kitTypeId": "APP", "description": "Study app on the patient's phone", "deviceType": "MobileApp",
                 "deviceConnection": "DevicetoCloud", "deviceModelUrns": ["urn:com:example:app"]},
                {"kitTypeId": "BPM", "description": "Blood pressure monitor", "deviceType": "BloodPressureMonitor",
                 "deviceConnection": "DevicetoCloud", "deviceModelUrns": ["urn:com:example:bpm"]},
                {"kitTypeId": "SCALE", "description": "Bathroom scale", "deviceType": "WeightScale",
                 "deviceConnection": "CloudtoCloud"}
              ],
              "subjects": [
                {"subjectId": "${subjectB}", "subjectNumber": "siteB-1", "siteId": "siteB", "mSubjectId": "MSUBJECT-003"}
              ],
              "inventory": [
                {"inventoryId": "${app}", "kitTypeId": "APP"},
                {"inventoryId": "${appB}", "kitTypeId": "APP"}
              ],
              "dispensations": [
                {"subjectId": "${subject}", "inventoryId": "${app}"},
                {"subjectId": "${subjectB}", "inventoryId": "${appB}"}
              ]
            }
            """.replace("${app}", APP)
                .replace("${appB}", APP_OF_SITE_B)
                .replace("${subject}", study.subjectId)
                .replace("${subjectB}", SUBJECT_OF_SITE_B);
    }
}
