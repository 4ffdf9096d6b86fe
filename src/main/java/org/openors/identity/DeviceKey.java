package org.openors.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/** Names one inventory item of a study in one mode: what is dispensed and registered, and what a pair is for. */
@Embeddable
public class DeviceKey implements Serializable {
    private static final long serialVersionUID = 1L;

    @Embedded
    private StudyMode study;

    @Column(name = "inventory_id")
    private UUID inventoryId;

    public DeviceKey() {}

    public DeviceKey(StudyMode study, UUID inventoryId) {
        this.study = Objects.requireNonNull(study);
        this.inventoryId = Objects.requireNonNull(inventoryId);
    }

    public StudyMode study() {
        return study;
    }

    public UUID inventoryId() {
        return inventoryId;
    }

    /** Study, item and mode in bytes that no other device has. Keyed hashes of a device are bound to them. */
    public byte[] bytes() {
        var mode = study.mode().name().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 * Long.BYTES + mode.length)
                .putLong(study.studyId().getMostSignificantBits())
                .putLong(study.studyId().getLeastSignificantBits())
                .putLong(inventoryId.getMostSignificantBits())
                .putLong(inventoryId.getLeastSignificantBits())
                .put(mode)
                .array();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceKey that && study.equals(that.study) && inventoryId.equals(that.inventoryId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(study, inventoryId);
    }

    /** The study's UUID, the mode and the item's UUID. */
    @Override
    public String toString() {
        return study + "/" + inventoryId;
    }
}
