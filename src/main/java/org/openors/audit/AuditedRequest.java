package org.openors.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.UUID;
import java.util.regex.Pattern;
import org.openors.http.PeerAddress;
import org.openors.http.RequestReference;
import org.openors.identity.DeviceKey;
import org.openors.identity.Identifier;
import org.openors.identity.Mode;
import org.openors.identity.PathIdentifiers;
import org.openors.input.PrintableText;
import org.openors.security.Caller;

/**
 * The content of the audit record of the current request, except the outcome: actor, peer address, action and objects.
 */
@RequestScoped
public class AuditedRequest {

    private static final String BASE_PATH = "/rest";
    private static final Pattern NOT_MATCHED = Pattern.compile(";[^/]*|/(?:;[^/]*)?$");
    private static final int MAX_ACTOR_LENGTH = 255;
    private static final int MAX_PEER_LENGTH = 100;

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
    private boolean isStudyKnown;
    private String stateBefore;
    private String stateAfter;
    private boolean hasItsRecord;
    private UUID recordId;

    /** Stores the action that the matched resource method declares and the identifiers in its path. */
    void noteMatch(AuditAction declared, PathIdentifiers named) {
        action = declared;
        studyId = named.studyId();
        mode = named.mode().map(Mode::name).orElse(null);
        subjectId = named.subjectId();
        inventoryId = named.inventoryId();
    }

    /** Stores the action of a request that a parameter makes another than its method declares. */
    public void nameAction(AuditAction named) {
        action = named;
    }

    /** Stores the subject of a request whose path does not name it. */
    public void nameSubject(UUID subject) {
        subjectId = subject;
    }

    /** Stores the inventory item of a request whose path does not name it. */
    public void nameItem(UUID item) {
        inventoryId = item;
    }

    /** Notes that the study of the path exists in its mode, so that its trail takes the record. */
    public void noteStudyIsKnown() {
        isStudyKnown = true;
    }

    /** Stores the device, which exists, and the subject of a request whose path names no object. */
    public void nameDevice(DeviceKey device, UUID subject) {
        isStudyKnown = true;
        studyId = device.study().studyId();
        mode = device.study().mode().name();
        subjectId = subject;
        inventoryId = device.inventoryId();
    }

    /** Stores a change that stays although the request is refused, for example that the pair is now locked. */
    public void noteStates(String before, String after) {
        stateBefore = before;
        stateAfter = after;
    }

    /** Says that the record of this request is written, or will be by another: its refusal gets none of its own. */
    public void leaveItsRecord() {
        hasItsRecord = true;
    }

    /** Gives the record of this request an id before it is written: whoever writes it, it is written once. */
    void nameRecord(UUID id) {
        recordId = id;
    }

    boolean hasItsRecord() {
        return hasItsRecord;
    }

    /** Whether a change stays although the request is refused. */
    boolean hasChangedSomething() {
        return stateBefore != null || stateAfter != null;
    }

    /**
     * Checks the form of the reason, if the caller gave one.
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

    /** Whether the study is known to exist without a look at the database. */
    boolean isStudyKnown() {
        return isStudyKnown;
    }

    /** What the request wants to do. */
    AuditAction action() {
        if (action == null) {
            takeFromUrl();
        }
        return action;
    }

    /** A record of this request, without the outcome. */
    AuditRecord record() {
        var record = new AuditRecord(action(), clock.instant(), RequestReference.of(request), peerAddress());
        if (recordId != null) {
            record.identify(recordId);
        }
        record.nameActor(
                caller.issuer().map(AuditedRequest::cut).orElse(null),
                caller.name().map(AuditedRequest::cut).orElse(null),
                caller.right().map(AuditedRequest::cut).orElse(null));
        record.nameObjects(studyId, mode, subjectId, inventoryId);
        record.noteStates(stateBefore, stateAfter);
        if (action.takesReason()) {
            ChangeReason.recorded(request).ifPresent(record::noteReason);
        }
        return record;
    }

    private String peerAddress() {
        return PrintableText.printable(PeerAddress.of(request), MAX_PEER_LENGTH);
    }

    /** No resource method was matched: there is none, or the request was refused before that. */
    private void takeFromUrl() {
        var route = Route.of(request.getMethod(), path());
        noteMatch(route.action(), route.named());
    }

    /**
     * The path below the base path, without matrix parameters and a slash at the end. On an error page it is the path
     * of the failed request.
     */
    private String path() {
        var failed = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        var uri = failed != null ? failed : request.getRequestURI();
        var base = request.getContextPath() + BASE_PATH;
        return NOT_MATCHED
                .matcher(uri.startsWith(base) ? uri.substring(base.length()) : uri)
                .replaceAll("");
    }

    /** Exactly the text, as two actors may differ by a character that nobody sees. Only one too long is cut. */
    static String cut(String text) {
        return PrintableText.cut(text, MAX_ACTOR_LENGTH);
    }
}
