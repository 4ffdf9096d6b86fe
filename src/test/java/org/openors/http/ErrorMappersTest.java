package org.openors.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openors.Fake.fake;

import jakarta.ejb.EJBException;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.NotAcceptableException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.ErrorCode;
import org.openors.error.Refusal;

/** One mapper an origin of failure: its whole body, its headers, its line in the log, its record in the trail. */
class ErrorMappersTest {

    /** What must reach neither the caller nor the line of a refusal. */
    private static final String CANARY = "canary-value";

    private final RecordingAnswer recording = new RecordingAnswer();

    @AfterEach
    void stopRecording() {
        recording.close();
    }

    @Test
    void aRefusalIsAnsweredWithItsCodeMessageAndDetails() {
        var response = refusal(new Refusal(ErrorCode.DEVICE_NOT_DISPENSED).with("parameter", "inventoryId"));

        assertAnswer(response, ErrorCode.DEVICE_NOT_DISPENSED, "Device is not dispensed to the subject", "inventoryId");
        assertLogged(Level.INFO, "ORS_400_04 DEVICE_NOT_DISPENSED reference=%s PUT");
        assertThat(recording.line().getThrown()).isNull();
    }

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void everyCodeIsAnsweredWithItsStatusAndRecordedOnce(ErrorCode code) {
        var response = refusal(new Refusal(code));

        assertAnswer(response, code, code.message(), null);
        assertThat(recording.recorded).containsExactly(code);
        assertThat(response.getHeaderString("Cache-Control")).isEqualTo("no-store");
        assertThat(response.getHeaderString("Retry-After"))
                .isEqualTo(code.status() == 503 || code.status() == 429 ? "2" : null);
        assertThat(response.getHeaderString("WWW-Authenticate"))
                .isEqualTo(
                        switch (code) {
                            case UNAUTHENTICATED -> "Bearer realm=\"ORS\"";
                            case INVALID_ACCESS_ID_OR_OTP -> "Basic realm=\"mHealth\", charset=\"UTF-8\"";
                            default -> null;
                        });
    }

    @Test
    void aViolatedConstraintNamesTheFirstParameterAndNeverItsValue() {
        var response = violations(
                violation("must be a UUID", "recreate", "path", "subjectId"),
                violation("must be short", "recreate", "path", "mSubjectId"),
                violation("must be given", "recreate", "path", "mSubjectId"));

        assertAnswer(response, ErrorCode.INVALID_REQUEST, "mSubjectId must be given", "mSubjectId");
        assertLogged(Level.INFO, "ORS_400_01 INVALID_REQUEST reference=%s PUT");
    }

    @Test
    void aValidationThatFoundNothingIsUnforeseen() {
        assertAnswer(violations(), ErrorCode.INTERNAL_ERROR, "Internal server error", null);
    }

    static Stream<WebApplicationException> frameworkFailures() {
        return Stream.of(
                new BadRequestException(CANARY),
                new ForbiddenException(CANARY),
                new NotFoundException(CANARY),
                new NotAllowedException(CANARY, new String[] {"GET", "PUT"}),
                new NotAcceptableException(CANARY),
                new NotSupportedException(CANARY),
                new ClientErrorException(CANARY, 413),
                new ClientErrorException(CANARY, 418));
    }

    @ParameterizedTest
    @MethodSource("frameworkFailures")
    void whatTheFrameworkRefusesHasTheCodeOfItsStatus(WebApplicationException failure) {
        var mapper = new WebApplicationExceptionMapper();
        mapper.answer = recording.answer;
        var response = mapper.toResponse(failure);

        var code = ErrorCode.ofStatus(failure.getResponse().getStatus());
        assertAnswer(response, code, code.message(), null);
        assertLogged(Level.INFO, code.code() + " " + code + " reference=%s PUT");
        assertThat(response.getHeaderString("Allow"))
                .isEqualTo(failure.getResponse().getHeaderString("Allow"));
    }

    @Test
    void whatTheFrameworkFailsAtIsUnforeseen() {
        var mapper = new WebApplicationExceptionMapper();
        mapper.answer = recording.answer;
        assertAnswer(
                mapper.toResponse(new InternalServerErrorException(CANARY)),
                ErrorCode.INTERNAL_ERROR,
                "Internal server error",
                null);
        assertThat(recording.levels()).containsExactly(Level.SEVERE);
    }

    @Test
    void theUnforeseenIsLoggedWholeAndTheCallerLearnsTheReference() {
        var failure = new IllegalStateException(CANARY, new Error("SELECT 1"));
        var response = unforeseen(failure);

        assertAnswer(response, ErrorCode.INTERNAL_ERROR, "Internal server error", null);
        assertLogged(Level.SEVERE, "ORS_500_01 INTERNAL_ERROR reference=%s PUT");
        assertThat(recording.line().getThrown()).isSameAs(failure);
    }

    @Test
    void aRequestThatCanNotBeReadIsItsCallersFault() {
        var left = CallerLeft.whileReading(new IOException(CANARY));
        var response = unforeseen(new EJBException(new IllegalStateException(left)));

        assertAnswer(response, ErrorCode.INVALID_REQUEST, "The request's body could not be read to its end", null);
        assertLogged(Level.INFO, "ORS_400_01 INVALID_REQUEST reference=%s PUT");
        assertThat(recording.line().getThrown()).isNull();
        assertThat(recording.recorded).containsExactly(ErrorCode.INVALID_REQUEST);
    }

    /** As Payara's Jersey does about the cause of an EJBException. */
    @Test
    void whoAsksTwiceAboutOneFailureGetsOneAnswer() {
        var failures = List.of(
                new IllegalStateException(CANARY),
                new Refusal(ErrorCode.INVALID_DEVICE_ID),
                new IllegalStateException(CallerLeft.whileReading(new IOException(CANARY))));
        for (var failure : failures) {
            assertThat(unforeseen(failure)).isSameAs(unforeseen(failure));
        }
        assertThat(recording.recorded).hasSameSizeAs(failures).isEqualTo(recording.counted);
        assertThat(recording.levels()).hasSameSizeAs(failures);
    }

    @Test
    void anAnswerThatCanNotBeWrittenIsNotRecordedAsARefusal() {
        unforeseen(new IllegalStateException(CallerLeft.whileWriting(new IOException(CANARY))));

        assertThat(recording.recorded).isEmpty();
        assertThat(recording.levels()).as("the filter has logged it").isEmpty();
    }

    @Test
    void aRefusalThatAContainerWrappedIsStillARefusal() {
        var response =
                unforeseen(new EJBException(new IllegalStateException(new Refusal(ErrorCode.INVALID_DEVICE_ID))));

        assertAnswer(response, ErrorCode.INVALID_DEVICE_ID, "Invalid device ID", null);
    }

    @ParameterizedTest
    @CsvSource({"08006", "53300", "57P01", "57014"})
    void aDatabaseThatIsAwayIsTemporary(String sqlState) {
        var response = unforeseen(new EJBException(new IllegalStateException(new SQLException(CANARY, sqlState))));

        assertAnswer(response, ErrorCode.TEMPORARILY_UNAVAILABLE, "The service is temporarily unavailable", null);
        assertLogged(Level.SEVERE, "ORS_503_02 TEMPORARILY_UNAVAILABLE reference=%s PUT");
    }

    @Test
    void anAnswerThatCanNotBeRecordedIsGivenAndTheLogSaysSo() {
        recording.trailFailure = new IllegalStateException("the database is away");

        assertAnswer(
                refusal(new Refusal(ErrorCode.INVALID_DEVICE_ID)),
                ErrorCode.INVALID_DEVICE_ID,
                "Invalid device ID",
                null);
        assertThat(recording.levels()).containsExactlyInAnyOrder(Level.INFO, Level.SEVERE);
    }

    @Test
    void aRefusalThatIsOnlyCountedIsAnsweredWithoutALine() {
        recording.isCounting = true;

        assertAnswer(
                refusal(new Refusal(ErrorCode.TOO_MANY_REQUESTS)),
                ErrorCode.TOO_MANY_REQUESTS,
                "Too many requests",
                null);
        assertThat(recording.levels()).isEmpty();
    }

    @Test
    void aHeaderOfTheRefusalReplacesThatOfItsCode() {
        var response = refusal(new Refusal(ErrorCode.TOO_MANY_REQUESTS).withHeader("Retry-After", "37"));

        assertThat(response.getStringHeaders().get("Retry-After")).containsExactly("37");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOO", "put", "PUT\u001B[31m", "GET ", "PROPFIND"})
    void aMethodThatIsNotKnownIsNotLogged(String method) {
        recording.method = method;
        refusal(new Refusal(ErrorCode.DEVICE_NOT_DISPENSED));
        assertLogged(Level.INFO, "ORS_400_04 DEVICE_NOT_DISPENSED reference=%s (unknown method)");
    }

    @Test
    void aRequestHasOneReferenceWhichItsCallerDoesNotChoose() {
        var one = refusal(new Refusal(ErrorCode.INVALID_DEVICE_ID)).getHeaderString("X-Request-Id");
        var same = refusal(new Refusal(ErrorCode.INVALID_SUBJECT_ID)).getHeaderString("X-Request-Id");
        try (var another = new RecordingAnswer()) {
            assertThat(one)
                    .matches("[0-9A-F]{32}")
                    .isEqualTo(same)
                    .isNotEqualTo(RequestReference.of(another.request()));
        }
    }

    @ParameterizedTest
    @CsvSource({"401,UNAUTHENTICATED", "404,RESOURCE_NOT_FOUND", ",RESOURCE_NOT_FOUND", "500,INTERNAL_ERROR"})
    void whatThePlatformRefusesHasTheSameBody(Integer status, ErrorCode code) throws IOException {
        recording.attributes.put(RequestDispatcher.ERROR_STATUS_CODE, status);
        recording.attributes.put(RequestDispatcher.ERROR_MESSAGE, CANARY);
        var sent = errorPage();

        assertThat(sent.status).isEqualTo(code.status());
        assertThat(sent.body()).isEqualTo(body(code, code.message(), null));
        assertThat(sent.headers)
                .containsEntry("Content-Type", "application/json;charset=UTF-8")
                .containsEntry("X-Request-Id", reference());
        assertThat(sent.headers.containsKey("WWW-Authenticate")).isEqualTo(status != null && status == 401);
    }

    @Test
    void whatThePlatformFailsAtIsUnforeseen() throws IOException {
        recording.attributes.put(RequestDispatcher.ERROR_STATUS_CODE, 500);
        recording.attributes.put(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException(CANARY));

        assertThat(errorPage().body()).isEqualTo(body(ErrorCode.INTERNAL_ERROR, "Internal server error", null));
        assertThat(recording.levels()).containsExactly(Level.SEVERE);
    }

    /** As Open Liberty says that there is no such file. */
    @Test
    void theStatusOfTheErrorPageCountsMoreThanItsException() throws IOException {
        recording.attributes.put(RequestDispatcher.ERROR_STATUS_CODE, 404);
        recording.attributes.put(RequestDispatcher.ERROR_EXCEPTION, new FileNotFoundException(CANARY));

        assertThat(errorPage().body()).isEqualTo(body(ErrorCode.RESOURCE_NOT_FOUND, "No such path", null));
        assertThat(recording.levels()).containsExactly(Level.INFO);
    }

    private Response refusal(Refusal refusal) {
        var mapper = new RefusalMapper();
        mapper.answer = recording.answer;
        return mapper.toResponse(refusal);
    }

    private Response unforeseen(Throwable failure) {
        var mapper = new UnforeseenMapper();
        mapper.answer = recording.answer;
        return mapper.toResponse(failure);
    }

    private Response violations(ConstraintViolation<?>... violations) {
        var mapper = new ConstraintViolationMapper();
        mapper.answer = recording.answer;
        return mapper.toResponse(new ConstraintViolationException(CANARY, Set.of(violations)));
    }

    private Sent errorPage() throws IOException {
        var page = new ErrorPage();
        page.answer = recording.answer;
        var sent = new Sent();
        page.service(recording.request(), sent.response());
        return sent;
    }

    private static ConstraintViolation<?> violation(String message, String... path) {
        var nodes = Arrays.stream(path)
                .map(name -> fake(Path.Node.class, (any, method, arguments) -> name))
                .toList();
        var propertyPath = fake(Path.class, (any, method, arguments) -> nodes.iterator());
        return fake(ConstraintViolation.class, (any, method, arguments) -> switch (method.getName()) {
            case "getMessage" -> message;
            case "getPropertyPath" -> propertyPath;
            case "hashCode" -> message.hashCode();
            case "equals" -> any == arguments[0];
            default -> CANARY;
        });
    }

    private void assertAnswer(Response response, ErrorCode code, String message, String parameter) {
        assertThat(response.getStatus()).isEqualTo(code.status());
        assertThat(JsonbBuilder.create().toJson(response.getEntity())).isEqualTo(body(code, message, parameter));
        assertThat(response.getHeaderString("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(response.getHeaderString("X-Request-Id")).isEqualTo(reference());
    }

    private String body(ErrorCode code, String message, String parameter) {
        return "{\"status\":\"Error\",\"version\":1,\"errorData\":{\"errorCode\":\"" + code.code()
                + "\",\"errorMessage\":\"" + message + "\",\"details\":{\"reason\":\"" + code.name() + "\","
                + (parameter == null ? "" : "\"parameter\":\"" + parameter + "\",")
                + "\"reference\":\"" + reference() + "\"}}}";
    }

    /** The line is compared whole: so it holds the reference and not the canary. */
    private void assertLogged(Level level, String line) {
        assertThat(recording.line().getLevel()).isEqualTo(level);
        assertThat(recording.line().getMessage()).isEqualTo(line.formatted(reference()));
    }

    private String reference() {
        return RequestReference.of(recording.request());
    }

    /** What a servlet sent. */
    private static final class Sent {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Map<String, String> headers = new HashMap<>();
        private int status;

        HttpServletResponse response() {
            return fake(HttpServletResponse.class, (any, method, arguments) -> {
                switch (method.getName()) {
                    case "setStatus" -> status = (int) arguments[0];
                    case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                    default -> {}
                }
                return method.getName().equals("getOutputStream") ? new FakeOutput(bytes::write) : null;
            });
        }

        String body() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
