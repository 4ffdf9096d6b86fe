package org.openors.audit;

import java.util.UUID;

/**
 * Fired in the transaction that has written this audit record. What observes it after success knows that this node has
 * committed the record. Of records that are written as a set, only the first is told.
 */
public record RecordWritten(UUID id) {}
