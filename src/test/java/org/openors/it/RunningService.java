package org.openors.it;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.openors.simulator.MHealthSimulator;

/** Gives tests the one server of this run, as an {@link Api}, a {@link Server}, its {@link Database} or its remote connector. */
public final class RunningService implements BeforeAllCallback, ParameterResolver {

    private static final ExtensionContext.Namespace RUN = ExtensionContext.Namespace.create(RunningService.class);

    /** A base URL at which nobody listens. */
    static final String CONNECTOR_AWAY = "http://127.0.0.1:1";

    private record Shared(Database database, Server server, Api api, MHealthSimulator connector)
            implements AutoCloseable {

        static Shared start() {
            var home = Path.of("target", "it", System.getProperty("ors.it.database", "h2"), "run-" + System.nanoTime())
                    .toAbsolutePath();
            var tokens = new Tokens();
            var database = Database.ofThisRun(home);
            var settings = new HashMap<>(database.settings());
            settings.put("MP_JWT_VERIFY_ISSUER", Tokens.ISSUER);
            settings.put("MP_JWT_VERIFY_PUBLICKEY_LOCATION", tokens.publishKeys(home));
            settings.put("ORS_METRICS_TOKEN_FILE", MetricsIT.tokenFile(home).toString());
            List.of("ORS_LIMIT_PEER", "ORS_LIMIT_ACCESS_ID", "ORS_LIMIT_CALLER")
                    .forEach(limit -> settings.put(limit, "off"));
            var connector = new MHealthSimulator();
            settings.put(
                    "ORS_CONNECTOR_URLS",
                    connector.url() + "," + connector.httpsUrl() + "," + CONNECTOR_AWAY
                            + ",https://mhealth.example.org");
            settings.put("ORS_CONNECTOR_READ_TIMEOUT", "PT1S");
            settings.put("ORS_CONNECTOR_TIMEOUT", "PT2.5S");
            var server = Server.launch(home, settings).awaitReady();
            return new Shared(database, server, new Api(server, tokens), connector);
        }

        @Override
        public void close() throws IOException {
            server.close();
            connector.close();
            database.close();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Api.class || type == Server.class || type == Database.class || type == MHealthSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var shared = shared(context);
        var type = parameter.getParameter().getType();
        if (type == Api.class) {
            return shared.api();
        }
        if (type == MHealthSimulator.class) {
            return shared.connector();
        }
        return type == Server.class ? shared.server() : shared.database();
    }

    private static Shared shared(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, RUN)
                .getOrComputeIfAbsent(Shared.class, any -> Shared.start(), Shared.class);
    }
}
