/**
 * The main job: recreating a device's access ID and one-time password.
 *
 * <ol>
 *   <li>All checks of {@link org.openors.device.DeviceCheck} hold, in that order.
 *   <li>The old pair is dead the moment the new one commits, whatever its state.
 *   <li>The device instance identifier stays.
 *   <li>Two recreations at once both succeed; the pair that commits later is the one that works.
 * </ol>
 */
package org.openors.accesscode;
