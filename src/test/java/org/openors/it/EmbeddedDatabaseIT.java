package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.h2.engine.Constants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** The H2 of the running server. */
@EnabledIfSystemProperty(named = "ors.it.database", matches = "h2", disabledReason = "the server has another database")
@ExtendWith(RunningService.class)
class EmbeddedDatabaseIT {

    /** Some servers have one of their own, which loses changes (ADR 16). This statement runs in the server ({@code AUTO_SERVER}). */
    @Test
    void isOfTheVersionThatTheServiceBrings(Database database) throws SQLException {
        assertThat(database.rows("SELECT H2VERSION()")).containsExactly(List.of(Constants.VERSION));
    }
}
