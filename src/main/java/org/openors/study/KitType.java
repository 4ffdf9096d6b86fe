package org.openors.study;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.openors.identity.StudyMode;

/** A kind of kit in a study, with the type of its devices and how they connect. Only study data changes it. */
@Entity
@Table(name = "kit_type")
public class KitType {

    @EmbeddedId
    private Key key;

    private String description;

    @Enumerated(EnumType.STRING)
    @Column(name = "device_type")
    private DeviceType deviceType;

    /** Null if study data does not say how the devices connect. */
    @Enumerated(EnumType.STRING)
    @Column(name = "device_connection")
    private DeviceConnection deviceConnection;

    /** Separated by line feeds. */
    @Column(name = "device_model_urns")
    private String deviceModelUrns;

    protected KitType() {}

    /** The key of a kit type of a study in one mode. */
    @Embeddable
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        @Embedded
        private StudyMode study;

        @Column(name = "kit_type_id")
        private String kitTypeId;

        public Key() {}

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && study.equals(that.study) && kitTypeId.equals(that.kitTypeId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(study, kitTypeId);
        }
    }
}
