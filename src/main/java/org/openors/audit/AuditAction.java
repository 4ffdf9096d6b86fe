package org.openors.audit;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The action of an audit record: what was done or attempted. */
@Schema(description = """
        The operation. `OTHER` is a request for something that does not exist. `ROTATE_KEY` and `COUNT_REFUSALS` concern no study: its trail
        has none, and they can't be asked for.
        """)
public enum AuditAction {
    RECREATE_ACCESS_CODE,
    REGISTER_DEVICE,
    DEREGISTER_DEVICE,
    LIST_DEVICES,
    CHECK_ACCESS_CODE,
    REGISTER_SUBJECT,
    BOOTSTRAP_DEVICE,
    IMPORT_STUDY_DATA,
    READ_AUDIT,
    EXPORT_AUDIT,
    VERIFY_AUDIT,
    ARCHIVE_AUDIT,
    /** The service itself started to use a new key. */
    ROTATE_KEY,
    /** The service counted refused requests instead of recording each. {@code stateAfter} has the count. */
    COUNT_REFUSALS,
    /** No operation of the API, for example a path that does not exist. */
    OTHER;

    /** The action with exactly this name; empty if there is none. */
    public static Optional<AuditAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }

    /** Whether a request for this action may carry a reason. Where the study demands one, it must. */
    boolean takesReason() {
        return this == RECREATE_ACCESS_CODE || this == REGISTER_DEVICE || this == DEREGISTER_DEVICE;
    }
}
