/**
 * Studies, subjects, kits and dispensations, and how they get in.
 *
 * <ol>
 *   <li>Data is separate per study and mode: nothing done in {@code test} or {@code training} touches {@code active}.
 *   <li>Study data is one document, upserted in one transaction: what is named is inserted or updated, what is not named
 *       stays, and sending it twice changes nothing.
 *   <li>A fault anywhere changes nothing; up to 100 problems are named with their paths.
 * </ol>
 */
package org.openors.study;
