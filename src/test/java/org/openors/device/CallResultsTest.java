package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.audit.AuditTrail;
import org.openors.connector.AlteredEntries;
import org.openors.connector.CallEntries;
import org.openors.connector.CallEntry;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.MHealthConnector;
import org.openors.connector.RemotePairs;
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
