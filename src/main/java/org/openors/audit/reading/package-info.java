/**
 * Reads and exports the audit trail.
 *
 * <ol>
 *   <li>Only records of the study and mode in the path are read. The right is {@code AuditGet} for these. The service's own
 *       trail, of what concerns no study or none that was known, needs {@code AuditGet@service}.
 *   <li>Newest first, by time and id. A page begins where the one before ended, even if records were added since.
 *       It has at most about a million characters, or one record: what a caller gets does not grow with what others stored.
 *   <li>Every reading and every export is recorded before the response is sent, also a refused one.
 *   <li>A record stays one record and a text stays one cell or string, whatever the text contains. No cell of a CSV file is
 *       a formula, whether a reader separates cells by comma, semicolon or tab.
 *   <li>A caller is recorded and found by its exact name. What nobody sees in a name is written as an escape.
 *   <li>An export has one page in memory, however many records there are. It holds no connection while it is sent.
 * </ol>
 */
package org.openors.audit.reading;
