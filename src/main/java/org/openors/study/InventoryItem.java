package org.openors.study;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.openors.identity.DeviceKey;

/** One physical kit in the study's inventory. Only study data changes it. */
@Entity
@Table(name = "inventory_item")
public class InventoryItem {

    @EmbeddedId
    private DeviceKey key;

    @Column(name = "kit_type_id")
    private String kitTypeId;

    protected InventoryItem() {}
}
