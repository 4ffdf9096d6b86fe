package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.openors.credential.IssuedCredential;
import org.openors.identity.Identifier;

/** The published answer that hands a pair over: the one place where an OTP leaves the service. */
@JsonbPropertyOrder({"accessId", "id", "otp"})
public record BootStrapCredResponseDto(String accessId, String id, String otp) {

    /** The header with the time from which on the pair is dead (ISO-8601, UTC). */
    public static final String EXPIRY_HEADER = "OTP-Expires-At";

    /** The 200 answer with the pair, which no cache may keep. */
    public static Response response(IssuedCredential issued) {
        return Response.ok(new BootStrapCredResponseDto(
                        issued.accessId(), Identifier.format(issued.deviceId()), issued.otp()))
                .header(EXPIRY_HEADER, expiry(issued.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String expiry(Instant expiresAt) {
        return expiresAt.toString();
    }

    /** Without the OTP. */
    @Override
    public String toString() {
        return "BootStrapCredResponseDto[" + accessId + "]";
    }
}
