package org.openors.device;

import jakarta.persistence.Column;
import jakarta.persistence.ColumnResult;
import jakarta.persistence.ConstructorResult;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedNativeQuery;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.SqlResultSetMapping;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.openors.identity.DeviceKey;

/** A registered device: the live one of its inventory item. */
@Entity
@Table(name = "device_registration")
@NamedQuery(
        name = DeviceRegistration.REMOVE,
        query = "DELETE FROM DeviceRegistration r WHERE r.key = :key AND r.deviceId = :deviceId")
@NamedNativeQuery(name = DeviceRegistration.FACTS, resultSetMapping = DeviceRegistration.FACTS, query = """
                SELECT s.version AS study_version, u.subject_id, u.m_subject_id, i.inventory_id,
                       d.subject_id AS dispensed_to, k.device_connection, r.device_id, r.vendor_code,
                       c.access_id, c.expires_at, c.attempts, c.redeemed_at,
                       x.connector, x.change_reason_required
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
                            @ColumnResult(name = "access_id", type = String.class),
                            @ColumnResult(name = "expires_at", type = OffsetDateTime.class),
                            @ColumnResult(name = "attempts", type = Integer.class),
                            @ColumnResult(name = "redeemed_at", type = OffsetDateTime.class),
                            @ColumnResult(name = "connector", type = String.class),
                            @ColumnResult(name = "change_reason_required", type = Boolean.class)
                        }))
@NamedNativeQuery(
        name = DeviceRegistration.DEVICES_OF_SUBJECT,
        resultSetMapping = DeviceRegistration.DEVICES_OF_SUBJECT,
        query = """
                SELECT s.version AS study_version, u.subject_id, d.inventory_id, k.kit_type_id, k.device_type,
                       k.device_connection, r.device_id, c.access_id, c.issued_at, c.issued_by, c.expires_at,
                       c.attempts, c.redeemed_at
                  FROM study_mode s
                  LEFT JOIN subject u ON u.study_id = s.study_id AND u.mode = s.mode AND u.subject_id = ?3
                  LEFT JOIN dispensation d
                    ON d.study_id = u.study_id AND d.mode = u.mode AND d.subject_id = u.subject_id
                  LEFT JOIN inventory_item i
                    ON i.study_id = d.study_id AND i.mode = d.mode AND i.inventory_id = d.inventory_id
                  LEFT JOIN kit_type k
                    ON k.study_id = i.study_id AND k.mode = i.mode AND k.kit_type_id = i.kit_type_id
                  LEFT JOIN device_registration r
                    ON r.study_id = i.study_id AND r.mode = i.mode AND r.inventory_id = i.inventory_id
                  LEFT JOIN bootstrap_credential c
                    ON c.study_id = r.study_id AND c.mode = r.mode AND c.inventory_id = r.inventory_id
                   AND c.subject_id = d.subject_id
                 WHERE s.study_id = ?1 AND s.mode = ?2
                 ORDER BY d.inventory_id
                """)
@SqlResultSetMapping(
        name = DeviceRegistration.DEVICES_OF_SUBJECT,
        classes =
                @ConstructorResult(
                        targetClass = SubjectDeviceRow.class,
                        columns = {
                            @ColumnResult(name = "study_version", type = String.class),
                            @ColumnResult(name = "subject_id", type = UUID.class),
                            @ColumnResult(name = "inventory_id", type = UUID.class),
                            @ColumnResult(name = "kit_type_id", type = String.class),
                            @ColumnResult(name = "device_type", type = String.class),
                            @ColumnResult(name = "device_connection", type = String.class),
                            @ColumnResult(name = "device_id", type = UUID.class),
                            @ColumnResult(name = "access_id", type = String.class),
                            @ColumnResult(name = "issued_at", type = OffsetDateTime.class),
                            @ColumnResult(name = "issued_by", type = String.class),
                            @ColumnResult(name = "expires_at", type = OffsetDateTime.class),
                            @ColumnResult(name = "attempts", type = Integer.class),
                            @ColumnResult(name = "redeemed_at", type = OffsetDateTime.class)
                        }))
@NamedNativeQuery(name = DeviceRegistration.CONNECTION, resultSetMapping = DeviceRegistration.CONNECTION, query = """
                SELECT r.device_id, r.inventory_id, s.title, x.iot_base_url, k.device_type, k.device_model_urns,
                       COALESCE(NULLIF(CASE WHEN r.subject_id = d.subject_id THEN r.subject_number END, ''),
                                u.subject_number, u.m_subject_id) AS surrogate_id
                  FROM device_registration r
                  JOIN study_mode s ON s.study_id = r.study_id AND s.mode = r.mode
                  JOIN inventory_item i
                    ON i.study_id = r.study_id AND i.mode = r.mode AND i.inventory_id = r.inventory_id
                  JOIN kit_type k ON k.study_id = i.study_id AND k.mode = i.mode AND k.kit_type_id = i.kit_type_id
                  JOIN dispensation d
                    ON d.study_id = i.study_id AND d.mode = i.mode AND d.inventory_id = i.inventory_id
                   AND d.subject_id = ?4
                  JOIN subject u ON u.study_id = d.study_id AND u.mode = d.mode AND u.subject_id = d.subject_id
                  LEFT JOIN device_service_settings x ON x.study_id = s.study_id AND x.mode = s.mode
                 WHERE r.study_id = ?1 AND r.mode = ?2 AND r.inventory_id = ?3
                """)
@SqlResultSetMapping(
        name = DeviceRegistration.CONNECTION,
        classes =
                @ConstructorResult(
                        targetClass = ConnectionFacts.class,
                        columns = {
                            @ColumnResult(name = "device_id", type = UUID.class),
                            @ColumnResult(name = "inventory_id", type = UUID.class),
                            @ColumnResult(name = "title", type = String.class),
                            @ColumnResult(name = "iot_base_url", type = String.class),
                            @ColumnResult(name = "device_type", type = String.class),
                            @ColumnResult(name = "device_model_urns", type = String.class),
                            @ColumnResult(name = "surrogate_id", type = String.class)
                        }))
public class DeviceRegistration {

    static final String REMOVE = "DeviceRegistration.remove";

    /** All that decides about one device, one row: study, mode, subject, item. */
    static final String FACTS = "DeviceRegistration.facts";

    /** A subject's dispensed items, at least one row if the study is known: study, mode, subject. */
    static final String DEVICES_OF_SUBJECT = "DeviceRegistration.devicesOfSubject";

    /** What a phone is told, if the item is still the subject's: study, mode, item, subject. */
    public static final String CONNECTION = "DeviceRegistration.connection";

    @EmbeddedId
    private DeviceKey key;

    @Column(name = "device_id")
    private UUID deviceId;

    @Column(name = "vendor_code")
    private String vendorCode;

    @Column(name = "subject_id")
    private UUID subjectId;

    @Column(name = "subject_number")
    private String subjectNumber;

    protected DeviceRegistration() {}

    /** A new registration with a new device instance identifier. */
    DeviceRegistration(DeviceRef device, String vendorCode, String subjectNumber) {
        this.key = device.key();
        this.deviceId = UUID.randomUUID();
        this.vendorCode = vendorCode;
        isFor(device.subjectId(), subjectNumber);
    }

    /** The subject, and the surrogate id that mHealth shows as long as the item is that subject's. */
    final void isFor(UUID subject, String number) {
        subjectId = subject;
        subjectNumber = number;
    }

    /** The device instance identifier. */
    UUID deviceId() {
        return deviceId;
    }
}
