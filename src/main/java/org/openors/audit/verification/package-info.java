/**
 * Verifies the audit trail. Archives are verified the same way, without the service.
 *
 * <ol>
 *   <li>One algorithm, {@link org.openors.audit.verification.ChainVerification}, verifies sealed records from the
 *       database and from archives. It reports the first place that is not as it was sealed, and how it was changed.
 *   <li>It needs the key. Checkpoints show if the end of the chain is gone.
 *   <li>Changes by someone with all rights on the database, but without the key, are found. One exception: records
 *       written after the last checkpoint and removed from all tables, or hidden from the service. Their node logs
 *       those that it never saw sealed.
 *   <li>One page of records and a bounded number of checkpoints are in memory, however long the chain and the file are.
 *   <li>A connection is held for one page, never while a hash is computed, a file is read or a client is written to.
 *   <li>The upper end of a verification is decided first: what is sealed meanwhile belongs to the next one.
 *   <li>A record that waits for its seal for more than 60 s is a problem. Records that were sealed late are counted.
 *   <li>At most two requests of a node read a whole trail at once.
 *   <li>Every node verifies all trails regularly, by its own time, and logs what it finds each time, the first 20 problems by name.
 *   <li>An archive removes nothing. Verifying and archiving are recorded in the audit trail too.
 * </ol>
 */
package org.openors.audit.verification;
