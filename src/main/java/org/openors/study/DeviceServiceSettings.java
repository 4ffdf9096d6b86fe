package org.openors.study;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.openors.identity.StudyMode;

/** The device-service (mHealth) settings of a study in one mode. Only study data changes them. */
@Entity
@Table(name = "device_service_settings")
public class DeviceServiceSettings {

    @EmbeddedId
    private StudyMode key;

    private String connector;

    @Column(name = "iot_base_url")
    private String iotBaseUrl;

    private String url;

    @Column(name = "change_reason_required")
    private boolean changeReasonRequired;

    protected DeviceServiceSettings() {}
}
