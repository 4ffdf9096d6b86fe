package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditTrail;
import org.openors.connector.AlteredEntries;
import org.openors.connector.CallEntries;
import org.openors.connector.CallEntry;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.MHealthConnector;
import org.openors.connector.RemotePairs;
import org.openors.database.LostRace;
import org.openors.error.ErrorCode;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** A call whose entry is still there, was closed by another node, or was removed by who can write to the database. */
class CallResultsTest {

    private final CallEntry entry = new CallEntry(
            new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID()), UUID.randomUUID());
    private final CallResults results = new CallResults();
    private final List<String> stored = new ArrayList<>();
    private final List<String> recorded = new ArrayList<>();
    private final List<DeviceKey> forgotten = new ArrayList<>();
    private final Step.Call<String> call = new Step.Call<>(
            entry,
            fake(MHealthConnector.class, (any, called, arguments) -> Optional.of("PUT status=202")),
            () -> "a pair",
            stored::add);
    private final List<CallEntry> removed = new ArrayList<>();
    private boolean isThere;
    private boolean isWritten;

    @BeforeEach
    void callIsMade() {
        results.entries = new CallEntries() {
            @Override
            public boolean end(CallEntry ended) {
                assertThat(ended).isEqualTo(entry);
                return isThere;
            }
        };
        results.altered = new AlteredEntries() {
            @Override
            public void removed(CallEntry gone) {
                removed.add(gone);
            }
        };
        results.pairs = new RemotePairs() {
            @Override
            public void forget(DeviceKey device) {
                forgotten.add(device);
            }
        };
        results.audit = new AuditTrail() {
            @Override
            public boolean isWritten(UUID id) {
                assertThat(id).isEqualTo(entry.callId());
                return isWritten;
            }

            @Override
            public void failedByCall(ErrorCode code, String made, boolean isUnknown) {
                recorded.add(code + " " + made + (isUnknown ? " Unknown" : ""));
            }
        };
    }

    @Test
    void aResultIsStoredOnlyWhileTheEntryIsThere() {
        isThere = true;
        assertThat(results.store(call, "a pair")).isEqualTo("a pair");
        isThere = false;
        assertThatThrownBy(() -> results.store(call, "a pair"))
                .isInstanceOfSatisfying(ConnectorFailure.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTOR_UNAVAILABLE);
                    assertThat(failure.isOutcomeUnknown()).isTrue();
                });
        assertThat(stored).containsExactly("a pair");
    }

    /** Else the pair that the connector has issued would be thrown away. */
    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03"})
    void aResultThatTheDatabaseRollsBackForAnotherTransactionIsStoredAgain(String state) {
        isThere = true;
        var failures = new ArrayDeque<>(List.of(new PersistenceException(new SQLException("x", state))));
        var raced = callThatStores(pair -> {
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
            stored.add(pair);
        });
        assertThat(LostRace.retried(() -> results.store(raced, "a pair"))).isEqualTo("a pair");
        assertThat(stored).containsExactly("a pair");
    }

    @Test
    void aResultThatCannotBeStoredIsNotTriedAgain() {
        isThere = true;
        var failure = new PersistenceException(new SQLException("x", "23505"));
        var broken = callThatStores(pair -> {
            throw failure;
        });
        assertThatThrownBy(() -> results.store(broken, "a pair")).isSameAs(failure);
    }

    private Step.Call<String> callThatStores(Consumer<String> store) {
        return new Step.Call<>(entry, call.connector(), call.ask(), store);
    }

    @Test
    void aFailureIsRecordedWithTheEndOfItsEntry() {
        isThere = true;
        results.fail(call, ErrorCode.CONNECTOR_UNAVAILABLE, false);
        assertThat(recorded).containsExactly("CONNECTOR_UNAVAILABLE PUT status=202");
        assertThat(forgotten).isEmpty();
        assertThat(removed).isEmpty();
    }

    @Test
    void whatAnotherNodeHasClosedHasItsRecord() {
        isWritten = true;
        results.fail(call, ErrorCode.CONNECTOR_UNAVAILABLE, true);
        assertThat(recorded).isEmpty();
        assertThat(forgotten).isEmpty();
        assertThat(removed).isEmpty();
    }

    @Test
    void aCallWhoseEntryWasRemovedHasItsRecordAllTheSame() {
        results.fail(call, ErrorCode.CONNECTOR_UNAVAILABLE, true);
        assertThat(recorded).containsExactly("CONNECTOR_UNAVAILABLE PUT status=202 Unknown");
        assertThat(forgotten).containsExactly(entry.device());
        assertThat(removed).containsExactly(entry);
    }
}
