package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openors.Fake.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.audit.AuditTrail;
import org.openors.audit.PendingRecord;
import org.openors.connector.CallEntries;
import org.openors.connector.CallEntry;
import org.openors.connector.ConnectorFailure;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.connector.RemotePairs;
import org.openors.credential.IssuedCredential;
import org.openors.credential.PairRevocation;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** The second transaction of a remote call writes in one order (ADR 24): registration, built-in pair, remote pair, record. */
class RemoteStepsTest {

    private static final UUID SUBJECT = UUID.randomUUID();
    private static final UUID DEVICE_ID = UUID.randomUUID();
    private static final SeenPair PAIR = SeenPair.of("ABC123", 0, null);

    private final DeviceKey key = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID());
    private final IssuedCredential issued = new IssuedCredential("XYZ789", DEVICE_ID, "otp", Instant.EPOCH);
    private final RemoteSteps steps = new RemoteSteps();
    private final List<String> done = new ArrayList<>();
    private boolean isBuiltInPairEnded = true;

    @BeforeEach
    void connect() {
        steps.eligibility = new Eligibility() {
            @Override
            void requireUnchanged(DeviceRef device, DeviceFacts seen) {}

            @Override
            public DeviceFacts requireForRegistration(DeviceRef device, String number, String vendorCode) {
                return DeviceFacts.NONE;
            }
        };
        steps.entries = new CallEntries() {
            @Override
            public void begin(CallEntry entry, Duration limit, PendingRecord record) {}
        };
        steps.registrations = new Registrations() {
            @Override
            void require(DeviceKey device, UUID deviceId, String twinMSubjectId) {
                done.add("registration");
            }

            @Override
            void store(Asked asked, DeviceFacts seen, UUID deviceId, String twinMSubjectId) {
                done.add("registration");
            }

            @Override
            void end(DeviceKey device) {
                done.add("end of registration");
            }
        };
        steps.builtInPairs = new PairRevocation() {
            @Override
            public boolean removeSame(DeviceKey device, SeenPair pair) {
                assertThat(pair).isEqualTo(PAIR);
                done.add("built-in pair");
                return isBuiltInPairEnded;
            }
        };
        steps.pairs = new RemotePairs() {
            @Override
            public void store(DeviceTwin device, IssuedCredential pair) {
                done.add("remote pair");
            }

            @Override
            public void remove(DeviceKey device) {
                done.add("remote pair");
            }
        };
        steps.audit = new AuditTrail() {
            @Override
            public UUID newId() {
                return UUID.randomUUID();
            }

            @Override
            public PendingRecord pending(UUID id, UUID deviceId, String before, String call) {
                return null;
            }

            @Override
            public void changedByCall(UUID deviceId, String before, String after, String call) {
                done.add(after);
            }
        };
    }

    @Test
    void aRecreationLocksTheBuiltInPairBeforeTheRemoteOne() {
        store(steps.recreate(asked()), issued);
        assertThat(done).containsExactly("registration", "built-in pair", "remote pair", "AwaitingBootstrap XYZ789");
    }

    @Test
    void aRegistrationDoesToo() {
        store(steps.register(asked()), issued);
        assertThat(done).containsExactly("registration", "built-in pair", "remote pair", "AwaitingBootstrap XYZ789");
    }

    @Test
    void aRevocationDoesTooAndLeavesNoPair() {
        store(steps.revoke(asked()), DEVICE_ID);
        assertThat(done).containsExactly("registration", "built-in pair", "remote pair", "NoPair");
    }

    /** The remote pair ends with the registration. */
    @Test
    void aDeregistrationEndsTheBuiltInPairFirst() {
        store(steps.deregister(asked()), DEVICE_ID);
        assertThat(done).containsExactly("registration", "built-in pair", "NotRegistered", "end of registration");
    }

    @Test
    void anAnswerIsTooLateIfTheBuiltInConnectorHasIssuedAPairMeanwhile() {
        isBuiltInPairEnded = false;
        assertThatThrownBy(() -> store(steps.recreate(asked()), issued)).isInstanceOf(ConnectorFailure.class);
        assertThat(done).doesNotContain("AwaitingBootstrap XYZ789");
    }

    private static <T> void store(Step<T> step, T result) {
        step.call().store().accept(result);
    }

    private Asked asked() {
        var connector = fake(MHealthConnector.class, (any, called, arguments) -> switch (called.getName()) {
            case "limit" -> Duration.ofSeconds(15);
            case "lastCall" -> Optional.of("PUT status=202");
            default -> throw new UnsupportedOperationException(called.getName());
        });
        var twin = new DeviceTwin(key, DEVICE_ID, SUBJECT, "", "m1", "m1", Set.of(), null, null, PAIR, "nurse", null);
        return new Asked(connector, new DeviceRef(key, SUBJECT, "m1"), twin, DeviceFacts.NONE, "before");
    }
}
