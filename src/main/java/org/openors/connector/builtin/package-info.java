/**
 * The built-in connector: this service issues, stores and checks the pairs itself.
 *
 * <ol>
 *   <li>It works in the caller's transaction: what it did is undone with it.
 * </ol>
 */
package org.openors.connector.builtin;
