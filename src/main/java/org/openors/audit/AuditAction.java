package org.openors.audit;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an audit record says was done or tried. */
@Schema(description = """
        The operation. `OTHER` is a request for something that does not exist. `ROTATE_KEY` concerns no study: its trail has none, and
        it can't be asked for.
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
    /** No operation of the API, for example a path that does not exist. */
    OTHER;

    /** The action of exactly that name, if there is one. */
    public static Optional<AuditAction> named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.name().equals(name))
                .findFirst();
    }

    /** Whether the caller may give a reason, and must where the study demands one. */
    boolean takesReason() {
        return this == RECREATE_ACCESS_CODE || this == REGISTER_DEVICE || this == DEREGISTER_DEVICE;
    }
}
