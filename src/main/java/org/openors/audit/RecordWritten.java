package org.openors.audit;

import java.time.Duration;
import java.util.UUID;

/**
 * Fired in the transaction that has written this audit record, or has made sure that somebody writes it. What observes it
 * after success knows that there must be such a record. Of records that are written as a set, only the first is told.
 *
 * @param within how long it takes at most until it is written; zero if it is written in this transaction
 */
public record RecordWritten(UUID id, Duration within) {}
