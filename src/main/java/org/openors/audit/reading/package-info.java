/**
 * Reading and exporting the trail.
 *
 * <ol>
 *   <li>Only records of the study and mode of the path are read; the right is {@code AuditGet}, there.
 *   <li>Newest first, by time and id; a page goes on where the one before ended, whatever is recorded meanwhile.
 *   <li>Every reading and every export is recorded, as refused ones are, before it is answered.
 *   <li>A record stays one record and a text one cell or string, whatever the text holds.
 *   <li>An export holds one page in memory, however many records there are.
 * </ol>
 */
package org.openors.audit.reading;
