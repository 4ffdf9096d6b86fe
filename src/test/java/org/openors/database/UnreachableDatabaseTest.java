package org.openors.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreachableDatabaseTest {

    private static final String OF_THE_DRIVER = "jdbc:postgresql://host/ors?password=canary";

    @ParameterizedTest
    @CsvSource({
        "28P01, ORS_DB_PASSWORD is refused by the database: it must be the password of ORS_DB_USER",
        "28000, 'ORS_DB_PASSWORD or ORS_DB_USER is refused by the database: it must be a role that may log in, and its password'",
        "42501, ORS_DB_USER may not connect to the database: grant it CONNECT",
        "3D000, 'ORS_DB_URL names a database that does not exist: make it, see server-config/postgresql'",
        "22023, ORS_DB_URL names a database that does not know the time zone of this process: set TZ=UTC",
        "53300, ORS_DB_URL names a database that has no free connection: raise its max_connections",
        "90020, ORS_DB_URL names a database that another process uses: one process at a time may",
        "57P03, ORS_DB_URL names a database that can't be reached: SQLSTATE 57P03"
    })
    void theSettingIsNamedWithoutItsValue(String state, String message) {
        assertThat(UnreachableDatabase.because(new SQLException(OF_THE_DRIVER, state)))
                .hasMessage(message);
    }

    @Test
    void theReasonOfTheNetworkIsTold() {
        var refused = new SQLException(OF_THE_DRIVER, "08001", new ConnectException("Connection refused"));
        assertThat(UnreachableDatabase.because(refused))
                .hasMessage("ORS_DB_URL names a database that can't be reached: ConnectException, Connection refused");
        assertThat(UnreachableDatabase.because(new SQLException(OF_THE_DRIVER)))
                .hasMessage("ORS_DB_URL names a database that can't be reached: SQLSTATE null");
    }
}
