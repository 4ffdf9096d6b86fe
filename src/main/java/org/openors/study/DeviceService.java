package org.openors.study;

import static org.openors.study.Upsert.Column.flag;
import static org.openors.study.Upsert.Column.text;
import static org.openors.study.Upsert.Column.textThatStays;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.input.JsonFields;

/**
 * The device-service (mHealth) settings of a study in a mode, as study data names them.
 *
 * @param changeReasonRequired whether device operations must say why; false if not given
 * @param password of the remote connector's service account; null if it stays as it is
 */
@Schema(description = """
                The mHealth settings of the study in this mode. With the connector `built-in` this service is the connector, and
                `iotBaseUrl` is required; with `remote`, `url`, `userName` and `mHealthStudyId` are.
                """, requiredProperties = "connector")
record DeviceService(
        @Schema(enumeration = {"built-in", "remote"}) String connector,

        @Schema(
                nullable = true,
                description = "Where a bootstrapped device connects: an http or https URL.",
                format = "uri",
                maxLength = 500)
        String iotBaseUrl,

        @Schema(
                nullable = true,
                description = "The remote connector: an http or https URL.",
                format = "uri",
                maxLength = 500)
        String url,

        @Schema(
                nullable = true,
                description = "The service account at the remote connector.",
                minLength = 1,
                maxLength = 100)
        String userName,

        @Schema(
                nullable = true,
                writeOnly = true,
                description = "Encrypted at rest. If left out, it stays as it is.",
                format = "password",
                minLength = 1,
                maxLength = 200)
        String password,

        @Schema(
                nullable = true,
                description = "The study's id at the remote connector.",
                minLength = 1,
                maxLength = 100)
        String mHealthStudyId,

        @Schema(
                nullable = true,
                description = "Whether recreating, registering and deregistering demand an `X-Change-Reason`.",
                defaultValue = "false")
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
