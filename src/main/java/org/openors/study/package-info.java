/**
 * Studies, subjects, kits and dispensations, and the import of study data.
 *
 * <ol>
 *   <li>Data is separate for each study and mode: no request for {@code test} or {@code training} changes {@code
 *       active}.
 *   <li>Study data is one document, upserted in one transaction: what is named is inserted or updated, what is not
 *       named stays, and sending it twice changes nothing.
 *   <li>A document with a fault changes nothing. Up to 100 problems are listed with their paths.
 * </ol>
 */
package org.openors.study;
