/**
 * Sealing: committed records get their places in the chain of their study and mode.
 *
 * <ol>
 *   <li>A request never waits for sealing. A trigger puts its record on a waiting list, and it is sealed within two
 *       seconds.
 *   <li>One transaction seals at a time: the one that holds the lock of one row. A node that stops loses the lock with
 *       its connection.
 *   <li>The numbers of a chain have no gap. The hash of each link is a MAC over the hash before it and the record's
 *       MAC. A seal has a time with a MAC.
 *   <li>Only a record with a right MAC gets a place, in the chain that the record itself names, and only if that chain
 *       is as sealing left it: the key proves its last seal. Whatever else is found is passed over and holds up nothing else.
 *   <li>Every 10 minutes, every 10,000 records and when the application is undeployed, every node writes a checkpoint
 *       of each chain with new records to the log and to its file. It goes by its own clock and memory, takes no lock,
 *       and states only what is committed and proven by the key.
 *   <li>A record that waits for more than 60 s, a chain that is left out and a chain that went back are errors in the
 *       log, every minute. So is a record of this node that has no seal for as long, whether it waits or not. What looks
 *       for them runs on a thread of its own, and every wait for a lock is limited.
 *   <li>While the database is away nothing is lost: waiting records are sealed when it is back.
 * </ol>
 */
package org.openors.audit.sealing;
