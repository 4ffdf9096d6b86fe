package org.openors.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openors.http.RequestReference;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.PathIdentifiers;
import org.openors.input.Text;
import org.openors.security.Caller;

/** What the audit record of the current request says besides its outcome: who, from where, the action and its objects. */
@RequestScoped
public class AuditedRequest {

    private static final String BASE_PATH = "/rest";
    private static final Pattern NOT_MATCHED = Pattern.compile(";[^/]*|/(?:;[^/]*)?$");
    private static final int MAX_ACTOR_LENGTH = 255;

    @Inject
    HttpServletRequest request;

    @Inject
    Caller caller;

    @Inject
    Clock clock;

    private AuditAction action;
    private UUID studyId = Identifier.UNKNOWN;
    private String mode;
    private UUID subjectId = Identifier.UNKNOWN;
    private UUID inventoryId = Identifier.UNKNOWN;
    private String stateBefore;
    private String stateAfter;

    /** Notes what the matched resource method declares and what its path names. */
    void matched(AuditAction declared, PathIdentifiers named) {
        action = declared;
        studyId = named.studyId();
        mode = named.mode().map(Mode::name).orElse(null);
        subjectId = named.subjectId();
        inventoryId = named.inventoryId();
    }

    /** Names the subject that the request is about, where the path does not. */
    public void concernsSubject(UUID subject) {
        subjectId = subject;
    }

    /** Names the inventory item that the request is about, where the path does not. */
    public void concernsItem(UUID item) {
        inventoryId = item;
    }

    /** Names the device that the request is about, where the path names nothing at all. */
    public void concernsDevice(DeviceKey device, UUID subject) {
        studyId = device.study().studyId();
        mode = device.study().mode().name();
        subjectId = subject;
        inventoryId = device.inventoryId();
    }

    /** Notes what a refused request has changed all the same, for example that the pair is locked now. */
    public void changes(String before, String after) {
        stateBefore = before;
        stateAfter = after;
    }

    /**
     * Checks the reason that the caller gave, if there is one.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} if its form is wrong
     */
    public void requireUsableReason() {
        ChangeReason.requireUsable(request);
    }

    /** Whether the caller gave a reason. */
    public boolean hasReason() {
        return ChangeReason.isGiven(request);
    }

    /** A record of this request, complete but for its outcome. */
    AuditRecord record() {
        if (action == null) {
            takeFromUrl();
        }
        var record = new AuditRecord(action, clock.instant(), RequestReference.of(request), request.getRemoteAddr());
        record.by(
                caller.issuer().map(AuditedRequest::cut).orElse(null),
                caller.name().map(AuditedRequest::cut).orElse(null),
                caller.right().map(AuditedRequest::cut).orElse(null));
        record.about(studyId, mode, subjectId, inventoryId);
        record.states(stateBefore, stateAfter);
        if (action.takesReason()) {
            ChangeReason.recorded(request).ifPresent(record::because);
        }
        return record;
    }

    /** No resource method was matched: the request was refused before, or there is none. */
    private void takeFromUrl() {
        var route = Route.of(request.getMethod(), path());
        matched(route.action(), route.named());
    }

    /** The path below the API's base, without matrix parameters and the last slash. On an error page: of the failed request. */
    private String path() {
        var failed = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var uri = failed != null ? failed : request.getRequestURI();
        var base = request.getContextPath() + BASE_PATH;
        return NOT_MATCHED
                .matcher(uri.startsWith(base) ? uri.substring(base.length()) : uri)
                .replaceAll("");
    }

    private static String cut(String text) {
        return Text.printable(text, MAX_ACTOR_LENGTH);
    }
}
