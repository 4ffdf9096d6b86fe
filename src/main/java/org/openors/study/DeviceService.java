package org.openors.study;

import java.net.URI;
import java.util.Map;
import java.util.function.Predicate;
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

    private static final String BUILT_IN = "built-in";
    private static final String REMOTE = "remote";
    private static final Predicate<String> HTTP_URL = DeviceService::isHttpUrl;

    @SuppressWarnings("unchecked")
    static DeviceService of(JsonFields document, Object value) {
        if (!(value instanceof Map<?, ?> members)) {
            return document.problem("deviceService", "must be an object");
        }
        var fields = new JsonFields((Map<String, Object>) members, "/deviceService", document.problems());
        var connector = fields.requiredText("connector", 1, 20);
        boolean remote = REMOTE.equals(connector);
        if (connector != null && !remote && !BUILT_IN.equals(connector)) {
            fields.problem("connector", "must be built-in or remote");
        }
        var settings = new DeviceService(
                connector,
                fields.matching("iotBaseUrl", 500, HTTP_URL, "must be an http or https URL"),
                fields.matching("url", 500, HTTP_URL, "must be an http or https URL"),
                fields.text("userName", 1, 100),
                fields.text("password", 1, 200),
                fields.text("mHealthStudyId", 1, 100),
                fields.flag("changeReasonRequired"));
        if (BUILT_IN.equals(connector)) {
            requireIt(fields, "iotBaseUrl", settings.iotBaseUrl);
        }
        if (remote) {
            requireIt(fields, "url", settings.url);
            requireIt(fields, "userName", settings.userName);
            requireIt(fields, "mHealthStudyId", settings.mHealthStudyId);
        }
        fields.nothingElse();
        return settings;
    }

    private static void requireIt(JsonFields fields, String name, String value) {
        if (value == null) {
            fields.problem(name, "is required for this connector");
        }
    }

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
