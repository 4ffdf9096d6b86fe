/**
 * Triggers for H2, which has no trigger language of its own. The migrations in {@code db/h2} name these classes.
 *
 * <ol>
 *   <li>This package keeps its name: existing H2 databases store the names of its classes.
 *   <li>Only H2 loads these classes, by name. On another database nobody needs H2 on the class path.
 * </ol>
 */
package org.openors.schema.h2;
