/**
 * What operators may know of a study's device service: its settings, and whether its connector works.
 *
 * <ol>
 *   <li>Nothing tells the password.
 *   <li>A check changes nothing at the connector, and no transaction is open while it is made.
 *   <li>A check is recorded as each call of a connector is.
 * </ol>
 */
package org.openors.connector.check;
