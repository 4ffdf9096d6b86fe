package org.openors.study;

/**
 * The device-service settings of a study in a mode, without the password.
 *
 * @param hasPassword whether one is stored
 */
public record StoredDeviceService(
        String connector,
        String iotBaseUrl,
        String url,
        String userName,
        String mHealthStudyId,
        boolean changeReasonRequired,
        boolean hasPassword) {

    public boolean isRemote() {
        return "remote".equals(connector);
    }

    static StoredDeviceService of(Object[] row) {
        return new StoredDeviceService(
                (String) row[DeviceService.CONNECTOR],
                (String) row[DeviceService.IOT_BASE_URL],
                (String) row[DeviceService.URL],
                (String) row[DeviceService.USER_NAME],
                (String) row[DeviceService.M_HEALTH_STUDY_ID],
                Boolean.TRUE.equals(row[DeviceService.CHANGE_REASON_REQUIRED]),
                row[DeviceService.PASSWORD] != null);
    }
}
