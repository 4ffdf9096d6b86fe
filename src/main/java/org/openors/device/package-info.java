/**
 * Devices of subjects: registering, deregistering, listing, and the main job, recreating the access code (contract, sections
 * 2, 3, 4 and 6).
 *
 * <ol>
 *   <li>The checks of a device operation run in the order of {@link org.openors.device.DeviceCheck}. The first that fails
 *       answers. One query reads all that they need.
 *   <li>An item has at most one registration. Its device instance identifier stays the same when the pair is recreated. A
 *       registration after a deregistration gets a new one.
 *   <li>The old pair is dead the moment the new one commits, whatever its state.
 *   <li>Two recreations at once both succeed. The pair that commits later is the one that works. Of
 *       two that name the same state of the device (If-Match) one succeeds.
 *   <li>A revocation ends the pair alone: registration and connection stay.
 * </ol>
 */
package org.openors.device;
