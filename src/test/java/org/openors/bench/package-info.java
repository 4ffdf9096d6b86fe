/**
 * {@code mvn -Pbench verify}: how fast the service is, and how near to what its database can do.
 *
 * <ol>
 *   <li>What is compared is measured in one run, in turns, on one machine: ratios hold where absolute rates do not.
 *   <li>Rates come from a closed loop; latencies from arrivals that do not wait for answers (an open model), each counted
 *       from the moment it was due, so that a stall is charged to every request it delays.
 *   <li>The database waits for its disk at each commit, as in operation.
 *   <li>Any answer but 200 fails the bench; no figure does.
 * </ol>
 *
 * <p>The load comes from blocking sockets and HdrHistogram rather than from Gatling: generator, server and database share
 * the cores, and a generator that costs as much as the server would measure itself. Gatling's 90 libraries do not converge
 * with each other either.
 */
package org.openors.bench;
