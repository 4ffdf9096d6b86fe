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

    /** Of a nurse, who works in one study and mode. */
    private static final List<String> NURSE = List.of("DeviceActionsGet", "DeviceActionsPost", "AuditGet");

    private static final List<String> MONITOR = List.of("DeviceActionsGet", "AuditGet");

    private final SampleStudy study;

    public DemoSite(SampleStudy study) {
        this.study = study;
    }

    public static List<String> nurse(SampleStudy study) {
        return scoped(NURSE, study);
    }

    public static List<String> monitor(SampleStudy study) {
        return scoped(MONITOR, study);
    }

    private static List<String> scoped(List<String> rights, SampleStudy study) {
        return rights.stream()
                .map(right -> right + "@" + study.studyId + "/" + study.mode)
                .toList();
    }

    /** Adds all of it to the study, which is there already. */
    public void put(Api api, Database database) {
        require(api.put(study.path() + "/study-data", document()));
        require(register(api, APP));
        expire(database, APP);
    }

    /** Registers an item of the sample subject. */
    public Answer register(Api api, String inventoryId) {
        return api.post(
                study.subjectPath() + "/register-device", study.registration().replace(study.monitor, inventoryId));
    }

    /** No setting turns the clock back, so the row is changed beside the service, as the tests do it. */
    public static void expire(Database database, String inventoryId) {
        try {
            database.update("UPDATE bootstrap_credential SET expires_at = CURRENT_TIMESTAMP - INTERVAL '1' HOUR,"
                    + " issued_at = CURRENT_TIMESTAMP - INTERVAL '25' HOUR WHERE inventory_id = '"
                    + dashed(inventoryId) + "'");
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
              "inventory": [{"inventoryId": "${app}", "kitTypeId": "APP"}],
              "dispensations": [{"subjectId": "${subject}", "inventoryId": "${app}"}]
            }
            """.replace("${app}", APP).replace("${subject}", study.subjectId);
    }
}
