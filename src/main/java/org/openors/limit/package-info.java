/**
 * How often a caller may ask (contract, section 10), counted on each node apart.
 *
 * <ol>
 *   <li>A request without an accepted token counts for its peer, one with an accepted token for its caller and never for
 *       its peer: strangers behind the same address can't lock out a nurse.
 *   <li>A request to {@code deviceBootstrap} counts for its peer and for its access ID.
 *   <li>One caller has at most 64 requests at once. A further one is refused as by an overloaded node.
 *   <li>A request above a limit is refused without a transaction and without waiting.
 *   <li>The memory for counting is bounded, however many addresses, access IDs or callers there are.
 *   <li>The number of audit records that strangers can cause in a minute is bounded, see {@link
 *       org.openors.limit.RecordBudget}.
 * </ol>
 */
package org.openors.limit;
