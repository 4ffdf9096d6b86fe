/**
 * Who calls, and what they may do.
 *
 * <ol>
 *   <li>The platform verifies the bearer token (MicroProfile JWT 2.1); {@link org.openors.security.TokenRules} adds what
 *       it leaves out: the algorithm, {@code nbf}, an {@code iat} in the future, a maximum lifetime, the audience.
 *   <li>A right stands in the {@code groups} claim: {@code DeviceActionsPost} for every study and mode, {@code
 *       DeviceActionsPost@study/mode} for that one only; the mode may be {@code *}, the study may not.
 *   <li>Order of refusal: 401, then an unknown mode, then 403, then everything else.
 *   <li>Every HTTP method carries {@link org.openors.security.RequiresRight} or says {@code @PermitAll} itself.
 * </ol>
 */
package org.openors.security;
