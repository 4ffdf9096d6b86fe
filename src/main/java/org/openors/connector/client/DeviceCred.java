package org.openors.connector.client;

/** A pair as a connector issues it. */
public record DeviceCred(String accessId, String otp) {

    /** Without the OTP. */
    @Override
    public String toString() {
        return "DeviceCred[" + accessId + "]";
    }
}
