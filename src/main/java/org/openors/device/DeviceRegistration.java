package org.openors.device;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.UUID;
import org.openors.identity.DeviceKey;

/**
 * A registered device: the one live registration of its inventory item.
 *
 * <p>The queries use {@code LEFT JOIN} only: EclipseLink turns an inner join into a condition, and a later outer join
 * can't refer to it. A condition with AND is in parentheses: EclipseLink 5.0.1 reads a LEFT after it as its function of that name.
 */
@Entity
@Table(name = "device_registration")
@NamedQuery(name = DeviceRegistration.FACTS, query = """
        SELECT NEW org.openors.device.DeviceFacts(
                 s.version, u.key.subjectId, u.siteId, u.mSubjectId, i.key.inventoryId, d.subjectId, k.deviceConnection,
                 r.deviceId, r.version, r.vendorCode, r.twinMSubjectId, c.subjectId, c.accessId, c.issuedAt, c.issuedBy,
                 c.expiresAt, c.attempts, c.redeemedAt, p.subjectId, p.accessId, p.issuedAt, p.issuedBy, p.expiresAt,
                 x.connector, x.url, x.changeReasonRequired)
          FROM Study s
          LEFT JOIN DeviceServiceSettings x ON x.key = s.key
          LEFT JOIN Subject u ON (u.key.study = s.key AND u.key.subjectId = :subjectId)
          LEFT JOIN InventoryItem i ON (i.key.study = s.key AND i.key.inventoryId = :inventoryId)
          LEFT JOIN KitType k ON (k.key.study = i.key.study AND k.key.kitTypeId = i.kitTypeId)
          LEFT JOIN Dispensation d ON d.key = i.key
          LEFT JOIN DeviceRegistration r ON r.key = i.key
          LEFT JOIN BootstrapCredential c ON c.device = r.key
          LEFT JOIN RemotePair p ON p.device = r.key
         WHERE s.key = :study
        """)
@NamedQuery(name = DeviceRegistration.DEVICES_OF_SUBJECT, query = """
        SELECT NEW org.openors.device.SubjectDeviceRow(
                 d.key.inventoryId, d.subjectId, k.key.kitTypeId, k.description, k.deviceType, k.deviceConnection, r.deviceId,
                 r.version, c.subjectId, c.accessId, c.issuedAt, c.issuedBy, c.issuedByName, c.namedAccessId, c.expiresAt,
                 c.attempts, c.redeemedAt, p.subjectId, p.accessId, p.issuedAt, p.issuedBy, p.issuedByName, p.expiresAt)
          FROM Dispensation d
          LEFT JOIN InventoryItem i ON i.key = d.key
          LEFT JOIN KitType k ON (k.key.study = i.key.study AND k.key.kitTypeId = i.kitTypeId)
          LEFT JOIN DeviceRegistration r ON r.key = i.key
          LEFT JOIN BootstrapCredential c ON c.device = r.key
          LEFT JOIN RemotePair p ON p.device = r.key
         WHERE d.key.study = :study AND d.subjectId = :subjectId
         ORDER BY d.key.inventoryId
        """)
@NamedQuery(name = DeviceRegistration.CONNECTION, query = """
        SELECT NEW org.openors.device.ConnectionFacts(
                 r.deviceId, r.key.inventoryId, s.title, x.iotBaseUrl, k.deviceType, k.deviceModelUrns,
                 r.subjectId, r.subjectNumber, u.key.subjectId, u.subjectNumber, u.mSubjectId)
          FROM DeviceRegistration r
          LEFT JOIN Study s ON s.key = r.key.study
          LEFT JOIN InventoryItem i ON i.key = r.key
          LEFT JOIN KitType k ON (k.key.study = i.key.study AND k.key.kitTypeId = i.kitTypeId)
          LEFT JOIN Dispensation d ON d.key = i.key
          LEFT JOIN Subject u ON (u.key.study = d.key.study AND u.key.subjectId = d.subjectId)
          LEFT JOIN DeviceServiceSettings x ON x.key = s.key
         WHERE r.key = :device AND d.subjectId = :subjectId
        """)
@NamedQuery(
        name = DeviceRegistration.CHANGE,
        query =
                "UPDATE DeviceRegistration r SET r.version = r.version + 1 WHERE r.key = :key AND r.deviceId = :deviceId"
                        + " AND r.version = :version")
@NamedQuery(
        name = DeviceRegistration.ASSIGN,
        query = "UPDATE DeviceRegistration r SET r.version = r.version + 1, r.deviceId = :newDeviceId,"
                + " r.subjectId = :subjectId, r.subjectNumber = :subjectNumber, r.vendorCode = :vendorCode,"
                + " r.twinMSubjectId = :twinMSubjectId"
                + " WHERE r.key = :key AND r.deviceId = :deviceId"
                + " AND r.version = :version")
@NamedQuery(
        name = DeviceRegistration.REQUIRE,
        query = "UPDATE DeviceRegistration r SET r.version = r.version + 1, r.twinMSubjectId = :twinMSubjectId"
                + " WHERE r.key = :key AND r.deviceId = :deviceId")
@NamedQuery(name = DeviceRegistration.END, query = "DELETE FROM DeviceRegistration r WHERE r.key = :key")
public class DeviceRegistration {

    /** All facts that decide about one device, in one row. No row if the study does not exist. */
    static final String FACTS = "DeviceRegistration.facts";

    /** A subject's dispensed items. */
    static final String DEVICES_OF_SUBJECT = "DeviceRegistration.devicesOfSubject";

    /** The data that a phone needs to connect. No row if the subject no longer has the item. */
    public static final String CONNECTION = "DeviceRegistration.connection";

    /** Counts a change of the version that was read, and locks the row: before any write to its pair. */
    static final String CHANGE = "DeviceRegistration.change";

    /** Stores the subject who has the item, the number that mHealth shows and the vendor code, in the version that was read. */
    static final String ASSIGN = "DeviceRegistration.assign";

    /** As {@link #CHANGE}, in whatever version, and stores the mSubjectId for which a remote connector has the device. */
    static final String REQUIRE = "DeviceRegistration.require";

    /** Removes the registration. Its pair must have been removed before. */
    static final String END = "DeviceRegistration.end";

    @EmbeddedId
    private DeviceKey key;

    @Version
    private long version;

    @Column(name = "device_id")
    private UUID deviceId;

    @Column(name = "vendor_code")
    private String vendorCode;

    @Column(name = "subject_id")
    private UUID subjectId;

    @Column(name = "subject_number")
    private String subjectNumber;

    /** The mSubjectId for which a remote connector has the device; null if it is not known. */
    @Column(name = "twin_m_subject_id")
    private String twinMSubjectId;

    protected DeviceRegistration() {}

    DeviceRegistration(
            DeviceRef device, UUID deviceId, String vendorCode, String subjectNumber, String twinMSubjectId) {
        this.key = device.key();
        this.deviceId = deviceId;
        this.vendorCode = vendorCode;
        this.subjectId = device.subjectId();
        this.subjectNumber = subjectNumber;
        this.twinMSubjectId = twinMSubjectId;
    }
}
