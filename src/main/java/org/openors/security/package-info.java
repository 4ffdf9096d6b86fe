/**
 * Authenticates the caller and checks the rights.
 *
 * <ol>
 *   <li>The platform verifies the bearer token (MicroProfile JWT 2.1); {@link org.openors.security.TokenRules} adds
 *       what the platform leaves out: the algorithm, {@code nbf}, an {@code iat} in the future, a maximum lifetime, the
 *       audience.
 *   <li>A token is read from the {@code Authorization} header only, and its signature is remembered for a minute.
 *   <li>A right is in the {@code groups} claim: {@code DeviceActionsPost} for every study and mode, {@code
 *       DeviceActionsPost@study/mode} for one study and mode. The mode may be {@code *}, the study may not.
 *       What concerns the service itself and no study needs {@code AuditGet@service}; {@code AuditGet} does not grant
 *       it.
 *   <li>Order of refusal: 401, then an unknown mode, then 403, then everything else.
 *   <li>Every HTTP method has {@link org.openors.security.RequiresRight} or {@code @PermitAll}.
 * </ol>
 */
package org.openors.security;
