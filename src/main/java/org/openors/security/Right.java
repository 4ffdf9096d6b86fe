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

    /** Whether the right can be limited to sites. Study data is of a whole study. */
    boolean isGrantedAtSites() {
        return this != STUDY_DATA_PUT;
    }

    /** The name in the token of the right for the service itself, without any study. */
    public String wireNameOfTheService() {
        return wireName + "@service";
    }
}
