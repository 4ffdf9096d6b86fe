/**
 * Sealing: committed records get their places in the chain of their study and mode.
 *
 * <ol>
 *   <li>A writer waits for nothing here: its record waits, put there by a trigger, and is sealed within two seconds.
 *   <li>One transaction seals at a time, whichever node's gets the lock of one row; a node that dies loses it with its
 *       connection.
 *   <li>The numbers of a chain have no gap, and each link is a keyed hash of the one before and of the record's MAC.
 *   <li>A record that nobody vouches for, or that is gone, gets its place all the same: a verification names it.
 *   <li>Every 10 minutes and every 10,000 records a checkpoint of each chain that moved goes to the log and to a file, of
 *       what is committed; so does one when the application is undeployed.
 *   <li>While the database is away nothing is lost: what waits is sealed when it is back, and the fault is logged once.
 * </ol>
 */
package org.openors.audit.sealing;
