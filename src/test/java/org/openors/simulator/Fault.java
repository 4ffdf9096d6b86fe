package org.openors.simulator;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.function.UnaryOperator;

/** What can go wrong with an answer. Unless the name says otherwise, the work is done before. */
public enum Fault {
    NONE(answer -> answer),
    SLOW_FIRST_BYTE(answer -> answer.withFixedDelay(60_000)),
    TRICKLE(answer -> answer.withChunkedDribbleDelay(200, 12_000)),
    CUT_BEFORE_THE_WORK(
            false, answer -> answer.withFault(com.github.tomakehurst.wiremock.http.Fault.CONNECTION_RESET_BY_PEER)),
    CUT_AFTER_THE_WORK(answer -> answer.withFault(com.github.tomakehurst.wiremock.http.Fault.EMPTY_RESPONSE)),
    STATUS_400(false, answer -> answer.withStatus(400).withBody("{\"error\":\"CANARY-BODY\"}")),
    STATUS_401(false, answer -> answer.withStatus(401).withHeader("WWW-Authenticate", "Basic realm=\"x\"")),
    STATUS_403(false, answer -> answer.withStatus(403)),
    STATUS_404(false, answer -> answer.withStatus(404)),
    STATUS_410(false, answer -> answer.withStatus(410)),
    STATUS_429(false, answer -> answer.withStatus(429).withHeader("Retry-After", "7")),
    STATUS_500(false, answer -> answer.withStatus(500).withBody("CANARY-BODY")),
    STATUS_503(false, answer -> answer.withStatus(503).withHeader("Retry-After", "4000")),
    /** Of the connector, or of a proxy before it that has lost its answer. */
    STATUS_500_AFTER_THE_WORK(answer -> answer.withStatus(500)),
    STATUS_502_AFTER_THE_WORK(answer -> answer.withStatus(502)),
    STATUS_503_AFTER_THE_WORK(answer -> answer.withStatus(503)),
    STATUS_504_AFTER_THE_WORK(answer -> answer.withStatus(504)),
    HTML(answer -> answer.withHeader("Content-Type", "text/html").withBody("<html>CANARY-BODY</html>")),
    MEMBER_TWICE(answer -> answer.withBody("{\"accessId\":\"A\",\"accessId\":\"B\",\"otp\":\"CANARY-BODY\"}")),
    OTP_MISSING(answer -> answer.withBody("{\"accessId\":\"A\"}")),
    /** Not a fault: the contract allows 100 characters. Each of these has two UTF-16 units. */
    LONGEST_ACCESS_ID(answer -> answer.withBody("{\"accessId\":\"" + longestAccessId() + "\",\"otp\":\"A-7\"}")),
    HALF_A_JSON(answer -> answer.withBody("{\"accessId\": \"CANARY-BODY")),
    TEN_MEGABYTES(answer -> answer.withBody("{\"x\": \"" + "x".repeat(10_000_000) + "\"}")),
    REDIRECT(false, answer -> answer.withStatus(302).withHeader("Location", "/api/elsewhere")),
    WRONG_CONTENT_TYPE(answer -> answer.withHeader("Content-Type", "text/plain"));

    private final boolean worksBefore;
    private final UnaryOperator<ResponseDefinitionBuilder> change;

    Fault(UnaryOperator<ResponseDefinitionBuilder> change) {
        this(true, change);
    }

    Fault(boolean worksBefore, UnaryOperator<ResponseDefinitionBuilder> change) {
        this.worksBefore = worksBefore;
        this.change = change;
    }

    /** The access ID of {@link #LONGEST_ACCESS_ID}. */
    public static String longestAccessId() {
        return "\uD83D\uDE00".repeat(100);
    }

    boolean worksBefore() {
        return worksBefore;
    }

    ResponseDefinition of(ResponseDefinitionBuilder answer) {
        return change.apply(answer).build();
    }
}
