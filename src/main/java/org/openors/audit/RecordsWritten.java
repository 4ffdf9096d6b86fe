package org.openors.audit;

import java.util.List;
import java.util.UUID;

/**
 * Fired in the transaction that has written these audit records. What observes it after success knows that this node
 * has committed them.
 */
public record RecordsWritten(List<UUID> ids) {}
