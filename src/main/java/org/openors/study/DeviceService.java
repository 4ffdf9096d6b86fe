package org.openors.study;

import static org.openors.study.Upsert.Column.flag;
import static org.openors.study.Upsert.Column.text;
import static org.openors.study.Upsert.Column.textThatStays;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.openors.input.JsonFields;

/**
 * The device-service (mHealth) settings of a study in a mode, as study data names them.
 *
 * @param changeReasonRequired whether device operations must say why; false if not given
 * @param password of the remote connector's service account; null if it stays as it is
 */
record DeviceService(
        String connector,
        String iotBaseUrl,
        String url,
        String userName,
        String password,
        String mHealthStudyId,
        boolean changeReasonRequired) {

    static final Upsert TABLE = new Upsert(
            "device_service_settings",
            List.of(),
            text("connector"),
            text("iot_base_url"),
            text("url"),
            text("user_name"),
            textThatStays("password"),
            text("mhealth_study_id"),
            flag("change_reason_required"));

    private static final Map<String, List<String>> REQUIRED =
            Map.of("built-in", List.of("iotBaseUrl"), "remote", List.of("url", "userName", "mHealthStudyId"));

    static DeviceService of(JsonFields fields) {
        var settings = new DeviceService(
                fields.requiredText("connector", 1, 20),
                httpUrl(fields, "iotBaseUrl"),
                httpUrl(fields, "url"),
                fields.text("userName", 1, 100),
                fields.text("password", 1, 200),
                fields.text("mHealthStudyId", 1, 100),
                fields.flag("changeReasonRequired"));
        if (settings.connector != null) {
            settings.requireWhatTheConnectorNeeds(fields);
        }
        fields.refuseOthers();
        return settings;
    }

    /** The values in the order of the table's columns, the password encrypted. */
    Object[] columns(UnaryOperator<String> encryption) {
        var encrypted = password == null ? null : encryption.apply(password);
        return new Object[] {connector, iotBaseUrl, url, userName, encrypted, mHealthStudyId, changeReasonRequired};
    }

    private void requireWhatTheConnectorNeeds(JsonFields fields) {
        if (!REQUIRED.containsKey(connector)) {
            fields.refuse("connector", "must be built-in or remote");
        }
        REQUIRED.getOrDefault(connector, List.of()).stream()
                .filter(name -> !fields.isGiven(name))
                .forEach(name -> fields.refuse(name, "is required for this connector"));
    }

    private static String httpUrl(JsonFields fields, String name) {
        return fields.matching(name, 500, DeviceService::isHttpUrl, "must be an http or https URL");
    }

    /** A host with an underscore is no host name (RFC 1123, section 2.1), and Java's HTTP client can't call it. */
    private static boolean isHttpUrl(String text) {
        try {
            var uri = URI.create(text);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "DeviceService[" + connector + "]";
    }
}
