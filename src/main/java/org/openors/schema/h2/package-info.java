/**
 * What H2 asks of Java where PostgreSQL has a language of its own: triggers, named by the migrations in {@code db/h2}.
 *
 * <ol>
 *   <li>H2 alone loads these classes, by name; nothing else uses them, and without H2 nobody misses its interface.
 * </ol>
 */
package org.openors.schema.h2;
