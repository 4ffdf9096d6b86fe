/**
 * Reads what callers send, strictly.
 *
 * <ol>
 *   <li>JSON is UTF-8 (RFC 8259), without duplicate names, unknown names, trailing bytes, NUL or unpaired surrogates. No
 *       value is converted to another type.
 *   <li>JSON is at most 16 levels deep. The document has at most 1,000 members, each value in it at most 1,000 members and
 *       elements, and a text at most 128 Ki characters. A list of study data may have any number of rows.
 *   <li>A text may hold every character but control characters, unpaired surrogates, noncharacters and bidirectional
 *       overrides. White space alone is no text.
 *   <li>Every problem of a body is named with its path (JSON Pointer, RFC 6901).
 * </ol>
 */
package org.openors.input;
