/**
 * The port to the system that owns the device's virtual twin and checks the pair when the phone boots (contract, section 9).
 *
 * <ol>
 *   <li>Which connector serves a study and mode stands in its device-service settings. {@link
 *       org.openors.connector.selection.Connectors} alone selects it.
 *   <li>The built-in connector works in the transaction of the operation.
 *   <li>The remote connector is called while no transaction is open. A first transaction checks, and enters that the call is
 *       about to be made. A second one stores what came back if it still fits what is stored, with its audit record, and ends the entry.
 *   <li>There is one call at a time for each device, on all nodes together.
 *   <li>An entry whose node died is closed by any node after the time limit, with an audit record whose outcome is {@code
 *       Unknown}.
 * </ol>
 */
package org.openors.connector;
