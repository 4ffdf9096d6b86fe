package org.openors.container;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.openors.keys.TestKeys;

/**
 * Starts a PostgreSQL before Arquillian starts the container, on the port that the build has reserved and named in the
 * container's settings; nothing if it has named none.
 */
public class PostgresBeforeContainer implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** What Arquillian calls. */
    public static class Lifecycle {

        private EmbeddedPostgres postgres;

        void start(@Observes BeforeStart starting) throws IOException {
            var port = Integer.getInteger("ors.container.postgresql.port");
            if (port != null) {
                var keyFile = Path.of(System.getenv("ORS_SECRET_KEY_FILE"));
                Files.createDirectories(keyFile.getParent());
                Files.writeString(keyFile, TestKeys.base64());
                postgres = EmbeddedPostgres.builder().setPort(port).start();
            }
        }

        void stop(@Observes AfterStop stopped) throws IOException {
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
