package org.openors.audit;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The action of an audit record: what was done or attempted. */
@Schema(description = """
        The operation. An import leaves one `IMPORT_STUDY_DATA` and, with the same reference, one record for each object that it
        changed: `IMPORT_KIT_TYPE`, `IMPORT_SITE`, `IMPORT_SUBJECT`, `IMPORT_ITEM`, `DISPENSE_ITEM`, `TAKE_BACK_ITEM`, `IMPORT_REGISTRATION`, and
        `DEREGISTER_DEVICE` for a device whose item it took back. `PREVIEW_STUDY_DATA` is an import's dry run. `OTHER` is a request
        for something that does not exist. `ROTATE_KEY` and `COUNT_REFUSALS` concern no study: only the service's own trail has
        them.
        """)
public enum AuditAction {
    RECREATE_ACCESS_CODE,
    REVOKE_ACCESS_CODE,
    REGISTER_DEVICE,
    DEREGISTER_DEVICE,
    LIST_DEVICES,
    LIST_STUDIES,
    FIND_SUBJECTS,
    FIND_DEVICES,
    CHECK_ACCESS_CODE,
    REGISTER_SUBJECT,
    BOOTSTRAP_DEVICE,
    IMPORT_STUDY_DATA,
    /** An import added or changed a kind of kit. */
    IMPORT_KIT_TYPE,
    /** An import added or changed a site. */
    IMPORT_SITE,
    /** An import added or changed a subject. */
    IMPORT_SUBJECT,
    /** An import added an inventory item, or changed its kit type. */
    IMPORT_ITEM,
    /** An import gave an item to a subject, or to another one than before. */
    DISPENSE_ITEM,
    /** An import took an item back from its subject. */
    TAKE_BACK_ITEM,
    /** An import brought over a device that an earlier system registered, or changed what it said of it. */
    IMPORT_REGISTRATION,
    /** A dry run of an import: it changed nothing. */
    PREVIEW_STUDY_DATA,
    /** What is stored of a study was read as a document. */
    EXPORT_STUDY_DATA,
    /** The settings of the device service were read. */
    READ_DEVICE_SERVICE,
    /** A remote connector was asked whether it works. {@code stateAfter} is {@code Works} or the problem. */
    CHECK_DEVICE_SERVICE,
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
        return switch (this) {
            case RECREATE_ACCESS_CODE, REVOKE_ACCESS_CODE, REGISTER_DEVICE, DEREGISTER_DEVICE -> true;
            default -> false;
        };
    }
}
