package org.openors.security;

/** The rights a token can carry in its {@code groups} claim. */
public enum Right {
    DEVICE_ACTIONS_POST("DeviceActionsPost"),
    DEVICE_ACTIONS_GET("DeviceActionsGet"),
    STUDY_DATA_PUT("StudyDataPut"),
    AUDIT_GET("AuditGet");

    private final String wireName;

    Right(String wireName) {
        this.wireName = wireName;
    }

    /** The name in the token. */
    public String wireName() {
        return wireName;
    }

    /** The name in the token of the right for the service itself, without any study. */
    public String wireNameOfTheService() {
        return wireName + "@service";
    }
}
