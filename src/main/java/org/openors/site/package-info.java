/**
 * What the server does for the pages of site staff, which are static files in {@code src/main/webapp/site} and {@code phone}.
 *
 * <ol>
 *   <li>The pages load from this server only, and call it and the sign-in's provider.
 *   <li>The service keeps no session for them: the browser has the token, in memory.
 *   <li>Nothing secret is served here.
 * </ol>
 */
package org.openors.site;
