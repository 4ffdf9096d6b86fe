package org.openors.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.openors.database.SqlState;
import org.openors.error.ErrorCode;
import org.openors.error.ORSResponse;
import org.openors.error.Refusal;

/**
 * Makes the response to every error: body, headers, log line, and the event that the audit trail observes. One failure
 * gets one answer, one record and one log line, also if a mapper is called twice for it: Jersey does so for the cause of an EJBException.
 */
@ApplicationScoped
public class ErrorAnswer {

    private static final Logger LOG = System.getLogger(ErrorAnswer.class.getName());
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String ANSWERED = ErrorAnswer.class.getName();

    private record AnsweredFailure(Throwable failure, Response answer) {}

    @Inject
    HttpServletRequest request;

    @Inject
    Event<Refused> refused;

    @Inject
    Event<Answered> answered;

    /** Answers a refusal with its own message and details. */
    public Response to(Refusal refusal) {
        return once(refusal, () -> answerRefusal(refusal));
    }

    private Response answerRefusal(Refusal refusal) {
        var event = record(Refused.of(refusal));
        if (!event.isCountedOnly()) {
            LOG.log(Level.INFO, () -> line(refusal.code()));
        }
        return answer(refusal.code(), refusal.getMessage(), refusal.details(), refusal.headers());
    }

    /**
     * Answers an unforeseen failure. The log gets all of it, the caller only the reference. If the connection to the
     * database is lost, the audit trail gets nothing: the attempt would make the caller wait as long again.
     */
    public Response toUnforeseen(Throwable failure) {
        return once(failure, () -> answerFailure(failure));
    }

    private Response once(Throwable failure, Supplier<Response> answer) {
        if (request.getAttribute(ANSWERED) instanceof AnsweredFailure known && known.failure() == failure) {
            return known.answer();
        }
        var first = answer.get();
        request.setAttribute(ANSWERED, new AnsweredFailure(failure, first));
        return first;
    }

    private Response answerFailure(Throwable failure) {
        var code = SqlState.isUnavailable(failure) ? ErrorCode.TEMPORARILY_UNAVAILABLE : ErrorCode.INTERNAL_ERROR;
        LOG.log(Level.ERROR, line(code), failure);
        if (!SqlState.isConnectionLost(failure)) {
            record(new Refused(code));
        }
        return answer(code, code.message(), Map.of(), Map.of());
    }

    /**
     * Answers a request that could not be read as its caller's fault. If its answer could not be written, the request has its
     * record and its line already, and nobody gets another answer.
     */
    Response toCallerLeft(CallerLeft left) {
        if (left.isReading()) {
            return once(
                    left,
                    () -> answerRefusal(
                            new Refusal(ErrorCode.INVALID_REQUEST, "The request's body could not be read to its end")));
        }
        return Response.status(ErrorCode.INVALID_REQUEST.status())
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }

    private String line(ErrorCode code) {
        return code.code() + " " + code + " reference=" + RequestReference.of(request) + " " + KnownMethod.of(request);
    }

    /**
     * If the record can't be written, the caller still gets the response. The request failed anyway, and the log has
     * what the audit trail lacks.
     */
    private Refused record(Refused event) {
        try {
            refused.fire(event);
        } catch (RuntimeException notRecorded) {
            LOG.log(
                    Level.ERROR,
                    "a refusal or failure could not be recorded in the audit trail: " + line(event.code()),
                    notRecorded);
        }
        return event;
    }

    private Response answer(ErrorCode code, String message, Map<String, Object> more, Map<String, String> headers) {
        answered.fire(new Answered(code));
        var details = new LinkedHashMap<String, Object>();
        details.put("reason", code.name());
        details.putAll(more);
        details.put("reference", RequestReference.of(request));
        var answer = Response.status(code.status())
                .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .header(RequestReference.HEADER, RequestReference.of(request))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ORSResponse.error(code, message, details));
        switch (code) {
            case UNAUTHENTICATED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"ORS\"");
            case INVALID_ACCESS_ID_OR_OTP ->
                answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"mHealth\", charset=\"UTF-8\"");
            case CONNECTOR_UNAVAILABLE, TEMPORARILY_UNAVAILABLE, TOO_MANY_REQUESTS ->
                answer.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
            default -> {}
        }
        headers.forEach((name, value) -> answer.header(name, null).header(name, value));
        return answer.build();
    }
}
