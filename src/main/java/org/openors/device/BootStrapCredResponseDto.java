package org.openors.device;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.credential.IssuedCredential;
import org.openors.identity.Identifier;

/** The published answer that hands a pair over: the one place where an OTP leaves the service. */
@JsonbPropertyOrder({"accessId", "id", "otp"})
@Schema(
        description = """
                The built-in connector writes the pair in Crockford's base 32 (no I, L, O, U): an access ID of 6 characters and an OTP of 8. A
                remote connector's pair is passed on as it is. The access ID is no secret, and unique among all live ones.
                The `id` is the device instance identifier, stable across recreations.
                """,
        requiredProperties = {"accessId", "id", "otp"},
        example = """
                {"accessId": "ABC123", "id": "B1B8327AFAA6412287106192AB5984EF", "otp": "ABCD1234"}
                """)
public record BootStrapCredResponseDto(
        @Schema(description = "Client access code.", minLength = 1, maxLength = 100)
        String accessId,

        @Schema(ref = "Identifier") String id,

        @Schema(description = "One-time password. A secret.", minLength = 1, maxLength = 100)
        String otp) {

    /** The header with the time from which on the pair is dead (ISO-8601, UTC). */
    public static final String EXPIRY_HEADER = "OTP-Expires-At";

    /** The 200 answer with the pair, which no cache may keep. */
    public static Response response(IssuedCredential issued) {
        return Response.ok(new BootStrapCredResponseDto(
                        issued.accessId(), Identifier.format(issued.deviceId()), issued.otp()))
                .header(EXPIRY_HEADER, expiry(issued.expiresAt()))
                .tag(DeviceTag.ofPair(issued.deviceId(), issued.accessId(), issued.expiresAt(), false)
                        .header())
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
