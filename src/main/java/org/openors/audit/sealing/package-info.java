/**
 * Sealing: committed records get their places in the chain of their study and mode.
 *
 * <ol>
 *   <li>A request never waits for sealing. A trigger puts its record on a waiting list, and it is sealed within two
 *       seconds.
 *   <li>One transaction seals at a time: the one that holds the lock of one row. A node that stops loses the lock with
 *       its connection.
 *   <li>The numbers of a chain have no gap. The hash of each link is a MAC over the hash before it and the record's
 *       MAC.
 *   <li>A record whose MAC is wrong, or that is gone, gets its place too. A verification reports it.
 *   <li>Every 10 minutes, every 10,000 records and when the application is undeployed, a checkpoint of each chain with
 *       new records goes to the log and to a file. It covers only what is committed.
 *   <li>While the database is away nothing is lost: waiting records are sealed when it is back. The fault is logged
 *       once.
 * </ol>
 */
package org.openors.audit.sealing;
