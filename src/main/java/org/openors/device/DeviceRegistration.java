package org.openors.device;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.wire.DeviceKey;

/** A registered device: the live one of its inventory item. */
@Entity
@Table(name = "device_registration")
@NamedNativeQuery(name = DeviceRegistration.FACTS, resultSetMapping = DeviceRegistration.FACTS, query = """
                SELECT s.version AS study_version, u.subject_id, u.m_subject_id, i.inventory_id,
                       d.subject_id AS dispensed_to, k.device_connection, r.device_id, r.vendor_code,
                       c.version AS credential_version, c.access_id, c.expires_at, c.attempts, c.redeemed_at,
                       x.connector
                  FROM study_mode s
                  LEFT JOIN device_service_settings x ON x.study_id = s.study_id AND x.mode = s.mode
                  LEFT JOIN subject u ON u.study_id = s.study_id AND u.mode = s.mode AND u.subject_id = ?3
                  LEFT JOIN inventory_item i
                    ON i.study_id = s.study_id AND i.mode = s.mode AND i.inventory_id = ?4
                  LEFT JOIN kit_type k
                    ON k.study_id = i.study_id AND k.mode = i.mode AND k.kit_type_id = i.kit_type_id
                  LEFT JOIN dispensation d
                    ON d.study_id = i.study_id AND d.mode = i.mode AND d.inventory_id = i.inventory_id
                  LEFT JOIN device_registration r
                    ON r.study_id = i.study_id AND r.mode = i.mode AND r.inventory_id = i.inventory_id
                  LEFT JOIN bootstrap_credential c
                    ON c.study_id = r.study_id AND c.mode = r.mode AND c.inventory_id = r.inventory_id
                 WHERE s.study_id = ?1 AND s.mode = ?2
                """)
@SqlResultSetMapping(
        name = DeviceRegistration.FACTS,
        classes =
                @ConstructorResult(
                        targetClass = DeviceFacts.class,
                        columns = {
                            @ColumnResult(name = "study_version", type = String.class),
                            @ColumnResult(name = "subject_id", type = UUID.class),
                            @ColumnResult(name = "m_subject_id", type = String.class),
                            @ColumnResult(name = "inventory_id", type = UUID.class),
                            @ColumnResult(name = "dispensed_to", type = UUID.class),
                            @ColumnResult(name = "device_connection", type = String.class),
                            @ColumnResult(name = "device_id", type = UUID.class),
                            @ColumnResult(name = "vendor_code", type = String.class),
                            @ColumnResult(name = "credential_version", type = Long.class),
                            @ColumnResult(name = "access_id", type = String.class),
                            @ColumnResult(name = "expires_at", type = OffsetDateTime.class),
                            @ColumnResult(name = "attempts", type = Integer.class),
                            @ColumnResult(name = "redeemed_at", type = OffsetDateTime.class),
                            @ColumnResult(name = "connector", type = String.class)
                        }))
public class DeviceRegistration {

    static final String FACTS = "DeviceRegistration.facts";

    @EmbeddedId
    private DeviceKey key;

    @Column(name = "device_id")
    private UUID deviceId;

    @Column(name = "vendor_code")
    private String vendorCode;

    @Column(name = "subject_number")
    private String subjectNumber;

    protected DeviceRegistration() {}

    /** A new registration with a new device instance identifier. */
    DeviceRegistration(DeviceKey key, String vendorCode, String subjectNumber) {
        this.key = key;
        this.deviceId = UUID.randomUUID();
        this.vendorCode = vendorCode;
        this.subjectNumber = subjectNumber;
    }

    /** The surrogate id that mHealth shows from now on. */
    void isForSubjectNumber(String number) {
        subjectNumber = number;
    }

    /** The device instance identifier. */
    UUID deviceId() {
        return deviceId;
    }
}
