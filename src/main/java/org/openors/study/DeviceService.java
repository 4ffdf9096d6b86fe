package org.openors.study;

import static org.openors.study.Column.flag;
import static org.openors.study.Column.text;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.input.JsonFields;

/**
 * The device-service (mHealth) settings of a study in a mode as callers see them, and how they are read. They are stored
 * as the values of their table's columns: null if given as null, and {@link Column#STAYS} if not given.
 */
@Schema(description = """
                The mHealth settings of the study in this mode. With the connector `built-in` this service is the connector, and
                `iotBaseUrl` is required; with `remote`, `url`, `userName` and `mHealthStudyId` are. What is left out stays as it is.
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
                description = "The base URL of the remote connector. The operator's setting says which are allowed.",
                format = "uri",
                maxLength = 500)
        String url,

        @Schema(
                nullable = true,
                description = "The service account at the remote connector, without a colon (RFC 7617).",
                minLength = 1,
                maxLength = 100)
        String userName,

        @Schema(
                nullable = true,
                writeOnly = true,
                description = """
                        Encrypted at rest. If left out, it stays as long as `connector`, `url` and `userName` do; else it is removed, as
                        it is by null.
                        """,
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

        @Schema(nullable = true, description = """
                        Whether recreating, revoking, registering and deregistering demand an `X-Change-Reason`. At first they do not.
                        """) boolean changeReasonRequired,

        @Schema(
                nullable = true,
                description = """
                        A link that opens the patient's app, shown as a QR code. Its fragment has `{accessId}` and `{otp}`, once each, in
                        the place of the pair; no other part may, as it could be logged on the way.
                        """,
                maxLength = 500,
                example = "https://app.example.org/start#id={accessId}&otp={otp}")
        String bootstrapLink) {

    static final int CONNECTOR = 0;
    static final int IOT_BASE_URL = 1;
    static final int URL = 2;
    static final int USER_NAME = 3;
    static final int PASSWORD = 4;
    static final int M_HEALTH_STUDY_ID = 5;
    static final int CHANGE_REASON_REQUIRED = 6;

    static final Upsert TABLE = new Upsert(
            "device_service_settings",
            null,
            text("connector", "connector"),
            text("iot_base_url", "iotBaseUrl"),
            text("url", "url"),
            text("user_name", "userName"),
            text("password", "password"),
            text("mhealth_study_id", "mHealthStudyId"),
            flag("change_reason_required", "changeReasonRequired"),
            text("bootstrap_link", "bootstrapLink"));

    /** A name or an IPv4 address, or an IPv6 address in brackets, and a port (RFC 3986, sections 3.2.2 and 3.2.3). */
    private static final Predicate<String> AUTHORITY = Pattern.compile(
                    "([A-Za-z0-9._~!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(:(6553[0-5]|655[0-2]\\d|65[0-4]\\d{2}|6[0-4]\\d{3}|[1-5]?\\d{1,4}))?")
            .asMatchPredicate();

    private static final Map<String, List<String>> REQUIRED =
            Map.of("built-in", List.of("iotBaseUrl"), "remote", List.of("url", "userName", "mHealthStudyId"));

    /** The values in the order of the table's columns, the password as given. */
    static Object[] columns(JsonFields fields) {
        var connector = fields.requiredText("connector", 1, 20);
        var values = new Object[] {
            connector,
            httpUrl(fields, "iotBaseUrl"),
            httpUrl(fields, "url"),
            fields.text("userName", 1, 100),
            fields.text("password", 1, 200),
            fields.text("mHealthStudyId", 1, 100),
            fields.flag("changeReasonRequired"),
            fields.matching(
                    "bootstrapLink",
                    500,
                    BootstrapLink::isUsable,
                    "must be a link whose fragment alone has {accessId} and {otp}, once each")
        };
        if (connector != null) {
            requireWhatTheConnectorNeeds(fields, connector);
        }
        if ("remote".equals(connector) && values[URL] != null && !ConnectorUrls.allow((String) values[URL])) {
            fields.refuse("url", "is not a URL that this service may connect to");
        }
        if ("remote".equals(connector) && values[USER_NAME] instanceof String name && name.contains(":")) {
            fields.refuse("userName", "must have no colon: HTTP Basic takes what follows it for the password");
        }
        fields.refuseOthers();
        return named(fields, values);
    }

    /** Null, also for a flag, removes a value. What is not named stays. */
    private static Object[] named(JsonFields fields, Object[] values) {
        for (int i = 0; i < values.length; i++) {
            var name = TABLE.columns().get(i).wireName();
            if (!fields.isGiven(name)) {
                values[i] = fields.names(name) ? null : Column.STAYS;
            }
        }
        return values;
    }

    private static void requireWhatTheConnectorNeeds(JsonFields fields, String connector) {
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

    /**
     * A URI (RFC 3986) with a host and without a user. {@link URI#getHost} knows host names only: it is null for others, such as
     * {@code iot_gateway} on a private network.
     */
    private static boolean isHttpUrl(String text) {
        try {
            var uri = URI.create(text);
            return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                    && uri.getRawAuthority() != null
                    && AUTHORITY.test(uri.getRawAuthority())
                    && uri.getFragment() == null;
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }
}
