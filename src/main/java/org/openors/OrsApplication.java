package org.openors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import org.eclipse.microprofile.auth.LoginConfig;

/** The API below {@code /ec-ors-svc/rest}. A CDI bean, because only there the platform sees {@link LoginConfig}. */
@ApplicationScoped
@ApplicationPath("rest")
@LoginConfig(authMethod = "MP-JWT", realmName = "ORS")
public class OrsApplication extends Application {

    /** Names that other JAX-RS implementations ignore: an error without a body still reaches a mapper; no WADL. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.response.setStatusOverSendError", true,
                "jersey.config.server.wadl.disableWadl", true);
    }
}
