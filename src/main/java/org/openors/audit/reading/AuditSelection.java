package org.openors.audit.reading;

import java.util.Optional;
import java.util.Set;
import org.openors.audit.ChainName;

/**
 * The records of a trail that a filter selects.
 *
 * @param sites only records of subjects who are of these sites now; empty for all records
 */
public record AuditSelection(ChainName trail, AuditFilter filter, Optional<Set<String>> sites) {

    public AuditSelection(ChainName trail, AuditFilter filter) {
        this(trail, filter, Optional.empty());
    }

    /** Whether records within the times may not match. */
    boolean isSelective() {
        return filter.isSelective() || sites.isPresent();
    }
}
