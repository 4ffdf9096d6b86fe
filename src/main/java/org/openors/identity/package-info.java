/**
 * The names of things: studies, modes, subjects and devices.
 *
 * <ol>
 *   <li>Identifiers are UUIDs. Callers write them with or without dashes, in any case. The service writes 32 upper-case hex
 *       characters.
 *   <li>All data belongs to one study in one mode.
 * </ol>
 */
package org.openors.identity;
