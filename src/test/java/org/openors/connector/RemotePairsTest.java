package org.openors.connector;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.database.LostRace;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** A pair that another transaction changes at the same time. */
class RemotePairsTest {

    private final DeviceKey device = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID());
    private final RemotePairs pairs = new RemotePairs();

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03"})
    void aRemovalThatTheDatabaseRollsBackForAnotherIsALostRace(String state) {
        fail(state);
        assertThatThrownBy(() -> pairs.remove(device)).isInstanceOf(LostRace.class);
    }

    @Test
    void aRemovalThatFailsOtherwiseIsNone() {
        fail("42501");
        assertThatThrownBy(() -> pairs.remove(device)).isInstanceOf(PersistenceException.class);
    }

    private void fail(String state) {
        var query = fake(Query.class, (any, called, arguments) -> {
            if (called.getName().equals("executeUpdate")) {
                throw new PersistenceException(new SQLException("x", state));
            }
            return any;
        });
        pairs.entities = fake(EntityManager.class, (any, called, arguments) -> query);
    }
}
