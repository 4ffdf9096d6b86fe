/**
 * The page at {@code /docs/} where a person reads the API description and tries it.
 *
 * <ol>
 *   <li>It is static: two files of its own and the Swagger UI of its WebJar, which the container serves.
 *   <li>It loads nothing from another host, and no other page may frame it.
 * </ol>
 */
package org.openors.page;
