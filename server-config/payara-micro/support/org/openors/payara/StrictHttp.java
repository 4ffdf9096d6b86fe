package org.openors.payara;

import org.glassfish.grizzly.config.ConfigAwareElement;
import org.glassfish.grizzly.config.dom.Http;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.http.KeepAlive;
import org.glassfish.grizzly.http.server.AddOn;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;
import org.glassfish.hk2.api.ServiceLocator;

/**
 * Puts {@link StrictHttpFilter} in the place of Payara's own HTTP filter when a listener is made. Grizzly's extension point for
 * that is the add-on. Payara looks add-ons up by name, and this one takes the place of the WebSocket add-on, which the service
 * does not need. See {@code src/docs/adr/0030}.
 */
public final class StrictHttp implements AddOn, ConfigAwareElement<Http> {

    private Http http;

    @Override
    public void configure(
            ServiceLocator services, org.glassfish.grizzly.config.dom.NetworkListener listener, Http settings) {
        http = settings;
    }

    @Override
    public void setup(NetworkListener listener, FilterChainBuilder filters) {
        CallerLeftLog.install();
        int place = filters.indexOfType(HttpServerFilter.class);
        var replaced = (HttpServerFilter) filters.get(place);
        var executor = IdleTimeoutFilter.createDefaultIdleDelayedExecutor();
        executor.start();
        var strict = new StrictHttpFilter(http, keepAlive(), executor);
        for (var encoding : replaced.getContentEncodings()) {
            strict.addContentEncoding(encoding);
        }
        filters.set(place, strict);
    }

    private KeepAlive keepAlive() {
        var keepAlive = new KeepAlive();
        keepAlive.setIdleTimeoutInSeconds(Integer.parseInt(http.getTimeoutSeconds()));
        keepAlive.setMaxRequestsCount(Integer.parseInt(http.getMaxConnections()));
        return keepAlive;
    }
}
