/**
 * Reads what callers send, strictly.
 *
 * <ol>
 *   <li>JSON is UTF-8 (RFC 8259), at most 16 levels deep, without duplicate names, unknown names, trailing bytes, NUL or
 *       unpaired surrogates. No value is converted to another type.
 *   <li>Every problem of a body is named with its path (JSON Pointer, RFC 6901).
 * </ol>
 */
package org.openors.input;
