/**
 * Devices of subjects: what must hold of them, registering, deregistering and listing.
 *
 * <ol>
 *   <li>The checks of a device operation run in the order of {@link org.openors.device.DeviceCheck}; the first that fails
 *       answers. All that they need is read in one query.
 *   <li>An item has at most one registration; its device instance identifier is stable across recreations and new after a
 *       deregistration.
 * </ol>
 */
package org.openors.device;
