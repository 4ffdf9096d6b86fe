/**
 * Changing the secret key while the service runs.
 *
 * <ol>
 *   <li>A new key is added as the last line of the key file. Within {@link org.openors.rotation.KeyFileWatch#PERIOD}
 *       every node that has the file uses it. MACs, hashes and secrets of an older key stay valid as long as its line
 *       stays.
 *   <li>A node that finds an unknown key id reads the file at once.
 *   <li>A file that can't be used is logged and changes nothing: the service keeps the keys that it has.
 *   <li>An id names one key for ever. The database keeps a check value of each, from before a node uses the key: a start with another
 *       key under a known id is refused, and so is such a key while the service runs.
 *   <li>A check value that is missing is added. If the key was in use, the audit trail gets a record of it, as somebody may
 *       have removed the value.
 *   <li>The first use of a new key leaves one record in the audit trail, however many nodes there are.
 * </ol>
 */
package org.openors.rotation;
