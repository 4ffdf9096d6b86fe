/**
 * The regular parts of the OpenAPI document. The build makes the document from the annotations of the resources and their
 * records; nothing here runs in the server.
 *
 * <ol>
 *   <li>What {@link org.openors.error.ErrorCode} and {@link org.openors.security.Right} say is written nowhere else.
 *   <li>A resource method names only the refusals that do not follow from its path, its right and its body
 *       ({@link org.openors.openapi.Refuses}).
 *   <li>The right of an operation is that of {@link org.openors.security.RequiresRight}.
 * </ol>
 */
package org.openors.openapi;
