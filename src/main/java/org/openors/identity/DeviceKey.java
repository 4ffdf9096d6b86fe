package org.openors.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Names one inventory item of one study in one mode: what is registered, and what a pair is for. */
@Embeddable
public class DeviceKey implements Serializable {

    private static final long serialVersionUID = 1L;

    @Column(name = "study_id")
    private UUID studyId;

    @Enumerated(EnumType.STRING)
    private Mode mode;

    @Column(name = "inventory_id")
    private UUID inventoryId;

    protected DeviceKey() {}

    public DeviceKey(UUID studyId, Mode mode, UUID inventoryId) {
        this.studyId = Objects.requireNonNull(studyId);
        this.mode = Objects.requireNonNull(mode);
        this.inventoryId = Objects.requireNonNull(inventoryId);
    }

    public UUID studyId() {
        return studyId;
    }

    public Mode mode() {
        return mode;
    }

    public UUID inventoryId() {
        return inventoryId;
    }

    /** Study, item and mode as bytes that no other device has: what a keyed hash is bound to. */
    public byte[] bytes() {
        var name = mode.name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 * Long.BYTES + name.length)
                .putLong(studyId.getMostSignificantBits())
                .putLong(studyId.getLeastSignificantBits())
                .putLong(inventoryId.getMostSignificantBits())
                .putLong(inventoryId.getLeastSignificantBits())
                .put(name)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey key
                && studyId.equals(key.studyId)
                && mode == key.mode
                && inventoryId.equals(key.inventoryId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(studyId, mode, inventoryId);
    }
}
