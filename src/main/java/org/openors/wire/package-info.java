/**
 * What travels: identifiers, modes and JSON as callers write them, read strictly.
 *
 * <ol>
 *   <li>Identifiers are UUIDs, accepted with or without dashes in any case, emitted as 32 upper-case hex characters.
 *   <li>JSON is UTF-8 (RFC 8259), nested at most 16 deep, without duplicate or unknown names, trailing bytes, NUL or lone
 *       surrogates, and no value is coerced to another type.
 *   <li>A body is at most 8 KiB, study data at most {@code ORS_STUDY_DATA_MAX_BYTES}.
 * </ol>
 */
package org.openors.wire;
