/** Health checks for whoever runs the service: {@code /health/live} and {@code /health/ready} (MicroProfile Health). */
package org.openors.health;
