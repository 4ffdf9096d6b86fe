package org.openors.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openors.identity.DeviceKey;
import org.openors.identity.Mode;
import org.openors.identity.StudyMode;
import org.openors.keys.TestKeys;

/** Who can write to the database copies a pending record or changes it. */
class PendingRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-28T09:30:00Z");

    private final UUID id = UUID.randomUUID();
    private final DeviceKey device = device(UUID.randomUUID(), Mode.active, UUID.randomUUID());
    private AuditMacs macs;
    private PendingRecord pending;

    @BeforeEach
    void write(@TempDir Path directory) {
        macs = new AuditMacs(TestKeys.of(directory, TestKeys.hex()));
        var record = new AuditRecord(AuditAction.RECREATE_ACCESS_CODE, NOW.minusSeconds(20), "A1", "192.0.2.1");
        record.identify(id);
        record.nameObjects(device.study().studyId(), "active", UUID.randomUUID(), device.inventoryId());
        pending = PendingRecord.of(record, macs);
    }

    @Test
    void itIsTheRecordOfItsCallAndItsDevice() {
        var record = pending.record(id, device, macs, NOW);
        assertThat(record.id).isEqualTo(id);
        assertThat(record.occurredAt.toInstant()).isEqualTo(NOW);
        assertThat(record.inventoryId).isEqualTo(device.inventoryId());
    }

    @Test
    void aCopyIsNotTheRecordOfAnotherCallOrDevice() {
        var study = device.study().studyId();
        assertIsRefused(UUID.randomUUID(), device);
        assertIsRefused(null, device);
        assertIsRefused(id, device(UUID.randomUUID(), Mode.active, device.inventoryId()));
        assertIsRefused(id, device(study, Mode.test, device.inventoryId()));
        assertIsRefused(id, device(study, Mode.active, UUID.randomUUID()));
    }

    private void assertIsRefused(UUID callId, DeviceKey named) {
        assertThatThrownBy(() -> pending.record(callId, named, macs, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pending audit record is that of another call");
    }

    @Test
    void aChangedOneIsRefused() {
        var changed = new PendingRecord(pending.json().replace("RECREATE", "REVOKE"), pending.keyId(), pending.mac());
        assertThatThrownBy(() -> changed.record(id, device, macs, NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a pending audit record was changed");
    }

    @Test
    void oneWithoutAMemberIsRefused() {
        for (var lacking : new PendingRecord[] {
            new PendingRecord(null, pending.keyId(), pending.mac()),
            new PendingRecord(pending.json(), null, pending.mac()),
            new PendingRecord(pending.json(), pending.keyId(), null)
        }) {
            assertThatThrownBy(() -> lacking.record(id, device, macs, NOW))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a pending audit record was changed");
        }
    }

    private static DeviceKey device(UUID study, Mode mode, UUID item) {
        return new DeviceKey(new StudyMode(study, mode), item);
    }
}
