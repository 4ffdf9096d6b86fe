package org.openors.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openors.http.RequestReference;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.input.Text;
import org.openors.security.Caller;

/** What the trail knows of the request at hand without being told: who, from where, what, and on which objects. */
@RequestScoped
public class AuditedRequest {

    private static final String BASE_PATH = "/rest";
    private static final Pattern NOT_MATCHED = Pattern.compile(";[^/]*|/$");
    private static final int MAX_ACTOR_LENGTH = 255;

    @Inject
    HttpServletRequest request;

    @Inject
    Caller caller;

    private UUID subjectId;
    private UUID inventoryId;
    private DeviceKey device;
    private String stateBefore;
    private String stateAfter;
    private boolean export;

    /** Names the subject or item that the request's body, not its path, is about; null where there is none. */
    public void concerns(UUID subject, UUID item) {
        subjectId = subject;
        inventoryId = item;
    }

    /** Names the device that the request turned out to be about. */
    public void concernsDevice(DeviceKey key, UUID subject) {
        device = key;
        subjectId = subject;
    }

    /** Notes what a refused request changed all the same, such as that the pair is locked now. */
    public void changes(String before, String after) {
        stateBefore = before;
        stateAfter = after;
    }

    /** Notes that the trail goes out as a file. */
    public void isExport() {
        export = true;
    }

    /**
     * Checks the caller's own words on why, where there are any.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if they can't be used
     */
    public void requireUsableReason() {
        ChangeReason.requireUsable(request);
    }

    /** Whether the caller said why. */
    public boolean hasReason() {
        return ChangeReason.isGiven(request);
    }

    /** A record of this request, complete but for its outcome. */
    AuditRecord record() {
        var route = AuditAction.of(request.getMethod(), path());
        var named = route.getValue();
        var action = export ? AuditAction.EXPORT_AUDIT : route.getKey();
        var record = new AuditRecord(action, RequestReference.of(request), request.getRemoteAddr());
        record.by(
                caller.issuer().map(AuditedRequest::cut).orElse(null),
                caller.name().map(AuditedRequest::cut).orElse(null),
                caller.right().map(AuditedRequest::cut).orElse(null));
        record.states(stateBefore, stateAfter);
        if (action.takesReason()) {
            ChangeReason.recorded(request).ifPresent(record::because);
        }
        if (device != null) {
            record.about(device.studyId(), device.mode().name(), subjectId, device.inventoryId());
            return record;
        }
        record.about(
                identifier(route.getKey(), named, "studyId"),
                mode(route.getKey(), named),
                subjectId != null ? subjectId : identifier(route.getKey(), named, "subjectId"),
                inventoryId != null ? inventoryId : identifier(route.getKey(), named, "inventoryId"));
        return record;
    }

    /**
     * The path below the API's base; on an error page it is that of the request that failed. As JAX-RS matches it: without
     * matrix parameters and the last slash.
     */
    private String path() {
        var failed = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var uri = failed != null ? failed : request.getRequestURI();
        var base = request.getContextPath() + BASE_PATH;
        return NOT_MATCHED
                .matcher(uri.startsWith(base) ? uri.substring(base.length()) : uri)
                .replaceAll("");
    }

    private static UUID identifier(AuditAction action, Matcher named, String group) {
        return named(action, named, group).flatMap(Identifier::parse).orElse(null);
    }

    private static String mode(AuditAction action, Matcher named) {
        return named(action, named, "mode").flatMap(Mode::parse).map(Mode::name).orElse(null);
    }

    private static Optional<String> named(AuditAction action, Matcher named, String group) {
        if (action == AuditAction.OTHER || !named.pattern().pattern().contains("<" + group + ">")) {
            return Optional.empty();
        }
        return Optional.ofNullable(named.group(group)).flatMap(Text::percentDecoded);
    }

    private static String cut(String text) {
        return Text.printable(text, MAX_ACTOR_LENGTH);
    }
}
