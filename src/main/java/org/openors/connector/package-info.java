/**
 * The way to the system that owns the device's virtual twin and checks the pair when the phone boots.
 *
 * <ol>
 *   <li>Which connector serves a study and mode stands in its device-service settings.
 *   <li>The built-in connector works in the transaction of the operation.
 *   <li>The remote connector is known to the settings but not served yet: its operations answer {@code ORS_503_01}.
 * </ol>
 */
package org.openors.connector;
