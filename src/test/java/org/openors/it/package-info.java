/**
 * Tests of the packaged WAR over HTTP, on the real server and a real database. One server is started for a whole run, by
 * {@code server-config/payara-micro/start} as an operator would, and shared by all test classes; each test makes a study of
 * its own, so that none depends on another.
 */
package org.openors.it;
