package org.openors.audit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import org.openors.keys.SecretKeys;

/** Has the database refuse the audit records of a test: the id of their key is longer than its column. */
@Alternative
@Priority(1)
@ApplicationScoped
public class UnwritableRecords extends AuditMacs {

    private static final String TOO_LONG = "k".repeat(33);

    /** The background tasks write on. */
    private static final ThreadLocal<Boolean> UNWRITABLE = ThreadLocal.withInitial(() -> false);

    protected UnwritableRecords() {}

    @Inject
    public UnwritableRecords(SecretKeys keys) {
        super(keys);
    }

    /** Runs the work, none of whose records can be written. */
    public void during(Runnable work) {
        UNWRITABLE.set(true);
        try {
            work.run();
        } finally {
            UNWRITABLE.remove();
        }
    }

    @Override
    public String newestKeyId() {
        return UNWRITABLE.get() ? TOO_LONG : super.newestKeyId();
    }

    @Override
    byte[] sign(CanonicalRecord record, String keyId) {
        return super.sign(record, super.newestKeyId());
    }
}
