/** Health checks for operators: {@code /health/live} and {@code /health/ready} (MicroProfile Health). */
package org.openors.health;
