package org.openors.audit;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was done or tried: each operation by its route below {@code /ec-ors-svc/rest}. */
public enum AuditAction {
    RECREATE_ACCESS_CODE("PUT", Routes.DEVICE + "/access-code"),
    REGISTER_DEVICE("POST", Routes.SUBJECT + "/register-device"),
    DEREGISTER_DEVICE("DELETE", Routes.DEVICE),
    LIST_DEVICES("GET", Routes.SUBJECT + "/devices"),
    CHECK_ACCESS_CODE("GET", Routes.DEVICE + "/access-code/check"),
    REGISTER_SUBJECT("POST", Routes.STUDY + "/subjects/mhealthRegister"),
    BOOTSTRAP_DEVICE("POST", "/mhealth/api/deviceBootstrap"),
    IMPORT_STUDY_DATA("PUT", Routes.STUDY + "/study-data"),
    READ_AUDIT("GET", Routes.STUDY + "/audit"),
    /** The same route as {@link #READ_AUDIT}: which of the two it is, the accepted media type decides. */
    EXPORT_AUDIT("GET", Routes.STUDY + "/audit"),
    VERIFY_AUDIT("GET", Routes.STUDY + "/audit/verification"),
    ARCHIVE_AUDIT("GET", Routes.STUDY + "/audit/archive"),
    /** The service's own: a new key makes what is new from here on. */
    ROTATE_KEY("", ""),
    /** Anything else, such as a path that does not exist. */
    OTHER("", "/.*");

    private final String method;
    private final Pattern route;

    AuditAction(String method, String route) {
        this.method = method;
        this.route = Pattern.compile(route);
    }

    private static final class Routes {
        static final String STUDY = "/v1\\.0/studies/(?<studyId>[^/]+)/(?<mode>[^/]+)";
        static final String SUBJECT = STUDY + "/subjects/(?<subjectId>[^/]+)";
        static final String DEVICE = SUBJECT + "/devices/(?<inventoryId>[^/]+)";
    }

    /** The action of exactly that name, if there is one. */
    public static Optional<AuditAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }

    /** Whether the caller may say why, and must where the study demands it. */
    boolean takesReason() {
        return this == RECREATE_ACCESS_CODE || this == REGISTER_DEVICE || this == DEREGISTER_DEVICE;
    }

    /**
     * The action that a request for this path asks for, and what the path names. JAX-RS answers {@code HEAD} as it does
     * {@code GET}.
     */
    static Map.Entry<AuditAction, Matcher> of(String method, String path) {
        var answered = "HEAD".equals(method) ? "GET" : method;
        return Arrays.stream(values())
                .filter(action -> action == OTHER || action.method.equals(answered))
                .map(action -> Map.entry(action, action.route.matcher(path)))
                .filter(entry -> entry.getKey() == OTHER || entry.getValue().matches())
                .findFirst()
                .orElseThrow();
    }
}
