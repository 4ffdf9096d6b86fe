/**
 * Devices of subjects: checks, registration, deregistration, recreation of the pair, and lists.
 *
 * <ol>
 *   <li>The checks of a device operation run in the order of {@link org.openors.device.DeviceCheck}; the first that
 *       fails decides the response. One query reads all facts for them.
 *   <li>An item has at most one registration; its device instance identifier stays the same at a recreation and is new
 *       after a deregistration.
 * </ol>
 */
package org.openors.device;
