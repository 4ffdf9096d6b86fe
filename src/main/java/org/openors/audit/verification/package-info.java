/**
 * Verifies the audit trail. Archives are verified the same way, without the service.
 *
 * <ol>
 *   <li>One algorithm, {@link org.openors.audit.verification.ChainVerification}, verifies sealed records from the
 *       database and from archives. It reports the first place that is not as it was sealed, and how it was changed.
 *   <li>It needs the key. Checkpoints show if the end of the chain is gone.
 *   <li>Changes by someone with all rights on the database, but without the key, are found. One exception: records
 *       written after the last checkpoint and removed from all tables.
 *   <li>One page of records is in memory, however long the chain is.
 *   <li>An archive removes nothing. Verifying and archiving are recorded in the audit trail too.
 * </ol>
 */
package org.openors.audit.verification;
