/**
 * Changing the secret key while the service runs.
 *
 * <ol>
 *   <li>A key is added as the last line of the key file; within {@link org.openors.rotation.KeyFileWatch#PERIOD} it makes what
 *       is new on every node that has the file. What an older key made stays good as long as its line stays.
 *   <li>A node that meets the id of a key that it does not know reads the file at once.
 *   <li>A file that can't be used changes nothing and is logged; the service goes on with the keys that it has.
 *   <li>The first use of a key as the newest leaves one record in the audit trail, on whichever node it is.
 * </ol>
 */
package org.openors.rotation;
