/**
 * What the embedded database (H2) needs of the application, and PostgreSQL does not.
 *
 * <ol>
 *   <li>One transaction at a time writes to H2; whatever writes awaits its turn first.
 *   <li>On any other database nobody waits.
 * </ol>
 */
package org.openors.embedded;
