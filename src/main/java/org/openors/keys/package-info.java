/**
 * The secret key of the installation, and what is derived from it.
 *
 * <ol>
 *   <li>One key file holds one or more 256-bit keys, each with an id; the last one makes what is new, all verify what is
 *       old.
 *   <li>No key is used itself: each purpose has its own sub-key, derived by its label (NIST SP 800-108, HMAC in counter
 *       mode with one block).
 *   <li>The key lives outside of the database, and a key is never logged.
 * </ol>
 */
package org.openors.keys;
