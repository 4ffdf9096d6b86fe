package org.openors.connector.remote;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.openors.connector.client.MHealthDevices;

/** Makes the client of one account. */
final class Clients {

    private static final String OWN_MAPPER_ONLY = "microprofile.rest.client.disable.default.mapper";

    /** Jersey refuses a PUT without a body, unless told not to. The published API has one. Others pass over this. */
    private static final String PUT_WITHOUT_BODY = "jersey.config.client.suppressHttpComplianceValidation";

    static {
        // The JDK would send a POST again when the connection breaks: then there would be two devices.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private Clients() {}

    static MHealthDevices of(
            String url, AccountFilter account, ConnectorLimits limits, TrustedAuthorities authorities) {
        var builder = RestClientBuilder.newBuilder()
                .baseUri(URI.create(url))
                .connectTimeout(limits.connect().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(limits.read().toMillis(), TimeUnit.MILLISECONDS)
                .followRedirects(false)
                .property(OWN_MAPPER_ONLY, true)
                .property(PUT_WITHOUT_BODY, true)
                .register(account)
                .register(StrictBodies.class)
                .register(UnexpectedStatusMapper.class);
        authorities.store().ifPresent(builder::trustStore);
        return builder.build(MHealthDevices.class);
    }
}
