package org.openors.it;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A pair as it was handed over, and what a phone does with it. */
public record Pair(String accessId, String id, String otp) {

    public static final String PATH = "/mhealth/api/deviceBootstrap";

    public static Pair of(Answer issued) {
        var body = issued.json();
        return new Pair(body.getString("accessId"), body.getString("id"), body.getString("otp"));
    }

    /** A pair for the study's blood pressure monitor, registered now. */
    public static Pair registered(Api api, SampleStudy study) {
        return of(study.registerMonitor(api));
    }

    public static Pair recreated(Api api, SampleStudy study) {
        return of(api.put(study.accessCodePath(study.monitor)));
    }

    /** The same access ID with an OTP that is not its own. */
    public Pair withWrongOtp() {
        return withOtp(otp.startsWith("0") ? "1" + otp.substring(1) : "0" + otp.substring(1));
    }

    public Pair withOtp(String other) {
        return new Pair(accessId, id, other);
    }

    public Pair withAccessId(String other) {
        return new Pair(other, id, otp);
    }

    public Answer redeem(Api api) {
        return redeem(api, null);
    }

    /** @param idempotencyKey null for none */
    public Answer redeem(Api api, String idempotencyKey) {
        return redeemWith(api, authorization(), idempotencyKey);
    }

    public static Answer redeemWith(Api api, String authorization, String idempotencyKey) {
        return api.as(null).send("POST", PATH, request -> {
            if (idempotencyKey != null) {
                request.header("Idempotency-Key", idempotencyKey);
            }
            return authorization == null ? request : request.header("Authorization", authorization);
        });
    }

    public String authorization() {
        return basic(accessId + ":" + otp);
    }

    public static String basic(String userPass) {
        return "Basic " + Base64.getEncoder().encodeToString(userPass.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Pair[" + accessId + "]";
    }
}
