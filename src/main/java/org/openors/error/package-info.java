/**
 * Refusals and the one body shape they travel in.
 *
 * <ol>
 *   <li>Every non-2xx answer under {@code /ec-ors-svc/rest} is an {@link org.openors.error.ORSResponse}, whatever went
 *       wrong and wherever: a business rule, the framework, the platform before any resource, the unforeseen.
 *   <li>An {@link org.openors.error.ErrorCode} once released keeps its meaning: codes are added, never changed.
 *   <li>An answer never holds a stack trace, a class name, SQL or the rejected value. What operators need is logged under
 *       the request's reference, which the caller is told.
 * </ol>
 */
package org.openors.error;
