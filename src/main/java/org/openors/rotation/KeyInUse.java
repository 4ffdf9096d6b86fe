package org.openors.rotation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The newest key, as last recorded by any node. The table has one row. */
@Entity
@Table(name = "key_in_use")
public class KeyInUse {

    @Id
    @Column(name = "only_row")
    private int onlyRow;

    @Column(name = "key_id")
    private String keyId;

    protected KeyInUse() {}

    /** The key's id; null before the first start. */
    String keyId() {
        return keyId;
    }

    void changeTo(String id) {
        keyId = id;
    }
}
