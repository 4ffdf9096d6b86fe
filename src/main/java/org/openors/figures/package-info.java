/**
 * The figures that operators watch, in this process's memory: what it counted since it started, and gauges that are read when they
 * are asked for.
 *
 * <ol>
 *   <li>A name is a published contract: dashboards and alerts have it. Add, never change.
 *   <li>Counting costs no lock and no look at the database.
 *   <li>Labels have few values: no identifier, address or text of a caller is one.
 * </ol>
 */
package org.openors.figures;
