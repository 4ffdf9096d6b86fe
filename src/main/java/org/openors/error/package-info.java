/**
 * The vocabulary of refusals.
 *
 * <ol>
 *   <li>An {@link org.openors.error.ErrorCode}, once released, keeps its meaning. Codes are added and never changed.
 *   <li>A business rule refuses with a {@link org.openors.error.Refusal}. The transaction rolls back.
 *   <li>An error never holds a stack trace, a class name, SQL or the rejected value.
 * </ol>
 */
package org.openors.error;
