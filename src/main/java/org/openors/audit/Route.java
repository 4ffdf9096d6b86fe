package org.openors.audit;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openors.identity.PathIdentifiers;
import org.openors.input.PrintableText;

/** The action of a request that reached no resource method, read from its HTTP method and URL. */
record Route(AuditAction action, PathIdentifiers named) {

    private static final String STUDY = "/v1\\.0/studies/(?<studyId>[^/]+)/(?<mode>[^/]+)";
    private static final String SUBJECT = STUDY + "/subjects/(?<subjectId>[^/]+)";
    /** A study's own, or the service's. */
    private static final String TRAIL = "(?:" + STUDY + "|/v1\\.0)/audit";

    private static final String DEVICE = SUBJECT + "/devices/(?<inventoryId>[^/]+)";

    /** The paths of the API, each with its HTTP method in front. */
    private static final Map<AuditAction, Pattern> ROUTES = new EnumMap<>(Map.ofEntries(
            route(AuditAction.RECREATE_ACCESS_CODE, "PUT", DEVICE + "/access-code"),
            route(AuditAction.REVOKE_ACCESS_CODE, "DELETE", DEVICE + "/access-code"),
            route(AuditAction.REGISTER_DEVICE, "POST", SUBJECT + "/register-device"),
            route(AuditAction.DEREGISTER_DEVICE, "DELETE", DEVICE),
            route(AuditAction.LIST_DEVICES, "GET", SUBJECT + "/devices"),
            route(AuditAction.LIST_STUDIES, "GET", "/v1\\.0/studies"),
            route(AuditAction.FIND_SUBJECTS, "GET", STUDY + "/subjects"),
            route(AuditAction.FIND_DEVICES, "GET", STUDY + "/devices"),
            route(AuditAction.CHECK_ACCESS_CODE, "GET", DEVICE + "/access-code/check"),
            route(AuditAction.REGISTER_SUBJECT, "POST", STUDY + "/subjects/mhealthRegister"),
            route(AuditAction.BOOTSTRAP_DEVICE, "POST", "/mhealth/api/deviceBootstrap"),
            route(AuditAction.IMPORT_STUDY_DATA, "PUT", STUDY + "/study-data"),
            route(AuditAction.EXPORT_STUDY_DATA, "GET", STUDY + "/study-data"),
            route(AuditAction.READ_DEVICE_SERVICE, "GET", STUDY + "/device-service"),
            route(AuditAction.CHECK_DEVICE_SERVICE, "POST", STUDY + "/device-service/check"),
            route(AuditAction.READ_AUDIT, "GET", TRAIL),
            route(AuditAction.VERIFY_AUDIT, "GET", TRAIL + "/verification"),
            route(AuditAction.ARCHIVE_AUDIT, "GET", TRAIL + "/archive")));

    private static Map.Entry<AuditAction, Pattern> route(AuditAction action, String method, String path) {
        return Map.entry(action, Pattern.compile(method + path));
    }

    /** {@link AuditAction#OTHER} if there is no such route. {@code HEAD} counts as {@code GET}. */
    static Route of(String method, String path) {
        var request = ("HEAD".equals(method) ? "GET" : method) + path;
        return ROUTES.entrySet().stream()
                .map(route -> Map.entry(route.getKey(), route.getValue().matcher(request)))
                .filter(route -> route.getValue().matches())
                .findFirst()
                .map(route -> new Route(route.getKey(), named(route.getValue())))
                .orElseGet(() -> new Route(AuditAction.OTHER, PathIdentifiers.of(name -> null)));
    }

    private static PathIdentifiers named(Matcher route) {
        return PathIdentifiers.of(name -> Optional.of(name)
                .filter(any -> route.pattern().pattern().contains("<" + name + ">"))
                .map(route::group)
                .flatMap(PrintableText::percentDecoded)
                .orElse(null));
    }
}
