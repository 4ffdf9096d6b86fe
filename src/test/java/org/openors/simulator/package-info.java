/**
 * A simulated mHealth connector with the published API, for tests and the demo: devices, pairs, and faults on demand. It keeps
 * its devices in memory.
 */
package org.openors.simulator;
