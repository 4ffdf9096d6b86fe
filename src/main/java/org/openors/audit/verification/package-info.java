/**
 * Verifying the trail, in the service and without it, and taking it out.
 *
 * <ol>
 *   <li>One algorithm, {@link org.openors.audit.verification.ChainVerification}, goes through sealed records from wherever
 *       they come; it names the first that is not as it was sealed, and what was done to it.
 *   <li>It needs the key; checkpoints tell it of an end that is gone.
 *   <li>Whoever has all rights on the database but not the key is found out, but for what was written after the last
 *       checkpoint and is removed with all its traces.
 *   <li>Memory is bounded by one page of records, however long the chain is.
 *   <li>Nothing is removed from the service by an archive, and verifying and archiving are recorded themselves.
 * </ol>
 */
package org.openors.audit.verification;
