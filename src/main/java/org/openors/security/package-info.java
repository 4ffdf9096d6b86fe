/**
 * Authenticates the caller and checks the rights.
 *
 * <ol>
 *   <li>A token is what MicroProfile JWT 2.1 describes, and what OpenID providers send besides (RFC 9068): {@code typ} may
 *       be absent or {@code at+jwt}, {@code jti} may be absent, the scheme may have any case. Nimbus verifies the
 *       signature; {@link org.openors.security.TokenHeader} and {@link org.openors.security.TokenRules} have the rules.
 *   <li>A token is read from the {@code Authorization} header only, and its signature is remembered for a minute.
 *   <li>The keys are read again every minute, and at once for an unknown key id, but at most once in ten seconds. While
 *       their source is away, the known ones stay in use.
 *   <li>A right is in the {@code groups} claim: {@code DeviceActionsPost} for every study and mode, {@code
 *       DeviceActionsPost@study/mode} for one study and mode. The mode may be {@code *}, the study may not.
 *       {@code DeviceActionsPost@study/mode/site} grants it for the subjects of that site: all others do not exist for the caller.
 *       What concerns the service itself and no study needs {@code AuditGet@service}; {@code AuditGet} does not grant
 *       it.
 *   <li>Order of refusal: 401, then an unknown mode, then 403, then everything else.
 *   <li>Every HTTP method has {@link org.openors.security.RequiresRight}, {@link org.openors.security.RequiresAnyRight} or
 *       {@code @PermitAll}.
 * </ol>
 */
package org.openors.security;
