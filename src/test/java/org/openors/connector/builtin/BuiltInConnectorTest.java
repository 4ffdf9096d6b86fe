package org.openors.connector.builtin;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openors.connector.ConnectorContract;
import org.openors.connector.MHealthConnector;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairsInMemory;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;

/** The built-in connector, on tables in memory. */
class BuiltInConnectorTest extends ConnectorContract {

    @TempDir
    Path directory;

    private PairsInMemory pairs;
    private BuiltInConnector connector;

    @BeforeEach
    void open() throws SQLException {
        pairs = new PairsInMemory(directory);
        connector = new BuiltInConnector(pairs.issuer(), pairs.revocation());
    }

    @AfterEach
    void close() {
        pairs.close();
    }

    @Override
    protected <T> T ask(Function<MHealthConnector, T> operation) {
        return pairs.inTransaction(() -> operation.apply(connector));
    }

    @Override
    protected boolean works(IssuedCredential pair) {
        return pairs.works(pair);
    }

    @Override
    protected SeenPair seen(DeviceKey device) {
        return pairs.seen(device);
    }

    @Override
    protected String otpForm() {
        return "[0-9A-HJKMNP-TV-Z]{8}";
    }
}
