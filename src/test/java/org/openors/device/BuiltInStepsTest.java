package org.openors.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openors.audit.AuditTrail;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.connector.RemotePairs;
import org.openors.credential.SeenPair;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;

/** What is stored of a device may name two pairs: of each kind of connector one. */
class BuiltInStepsTest {

    private static final UUID SUBJECT = UUID.randomUUID();
    private static final UUID DEVICE_ID = UUID.randomUUID();
    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 11, 28, 9, 30, 0, 0, ZoneOffset.UTC);
    private static final KnownPair BUILT_IN =
            KnownPair.builtIn(SUBJECT, "ABC123", NOW, "nurse", null, null, NOW.plusDays(1), 0, null);
    private static final KnownPair UNKNOWN = KnownPair.remote(SUBJECT, null, NOW, "-", null, NOW.plusDays(1));
    private static final SeenPair LIVE = SeenPair.of("ABC123", 0, null);
    private static final SeenPair REVOKED = SeenPair.of("-BC123", 0, null);

    private final DeviceKey key = new DeviceKey(new StudyMode(UUID.randomUUID(), Mode.active), UUID.randomUUID());
    private final BuiltInSteps steps = new BuiltInSteps();
    private final List<String> done = new ArrayList<>();

    @BeforeEach
    void connect() {
        steps.registrations = new Registrations() {
            @Override
            void lock(DeviceRef device, DeviceFacts seen) {
                done.add("lock");
            }

            @Override
            void end(DeviceKey device) {
                done.add("end registration");
            }
        };
        steps.remotePairs = new RemotePairs() {
            @Override
            public void remove(DeviceKey device) {
                done.add("remove remote pair");
            }
        };
        steps.audit = new AuditTrail() {
            @Override
            public void changed(UUID deviceId, String before, String after) {
                done.add(before + " to " + after);
            }
        };
    }

    @Test
    void aRevocationEndsAlsoThePairThatAnUnknownRemoteOneHides() {
        steps.revoke(asked(UNKNOWN, LIVE));
        assertThat(done).containsExactly("lock", "revoke", "remove remote pair", "before to NoPair");
    }

    @Test
    void aRevocationEndsAPairThatIsTheOnlyOne() {
        steps.revoke(asked(BUILT_IN, LIVE));
        assertThat(done).startsWith("lock", "revoke").endsWith("before to NoPair");
    }

    @Test
    void aPairThatWasRevokedBeforeIsNotRevokedAgain() {
        steps.revoke(asked(UNKNOWN, REVOKED));
        steps.revoke(asked(UNKNOWN, null));
        assertThat(done).contains("remove remote pair").doesNotContain("revoke");
    }

    @Test
    void withoutAPairARevocationChangesNothing() {
        steps.revoke(asked(KnownPair.NONE, null));
        assertThat(done).containsExactly("before to NoPair");
    }

    /** The remote connector's pair ends with the registration. */
    @Test
    void aDeregistrationEndsAlsoThePairThatAnUnknownRemoteOneHides() {
        steps.deregister(asked(UNKNOWN, LIVE));
        assertThat(done).containsExactly("lock", "deregister", "end registration", "before to NotRegistered");
    }

    private Asked asked(KnownPair known, SeenPair pair) {
        var connector = fake(MHealthConnector.class, (any, called, arguments) -> {
            assertThat(((DeviceTwin) arguments[0]).pair()).isEqualTo(pair);
            done.add(called.getName());
            return null;
        });
        var facts = new DeviceFacts(
                "1",
                SUBJECT,
                "",
                "m1",
                key.inventoryId(),
                SUBJECT,
                null,
                DEVICE_ID,
                1L,
                null,
                null,
                known,
                pair,
                null,
                null,
                false);
        var twin = new DeviceTwin(key, DEVICE_ID, SUBJECT, "", "m1", null, Set.of(), null, null, pair, "nurse", null);
        return new Asked(connector, new DeviceRef(key, SUBJECT, "m1"), twin, facts, "before");
    }
}
