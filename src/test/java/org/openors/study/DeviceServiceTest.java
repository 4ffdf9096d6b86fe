package org.openors.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.openors.study.Column.STAYS;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.error.Refusal;
import org.openors.http.Details;
import org.openors.input.JsonFields;
import org.openors.settings.BadSetting;
import org.openors.settings.GivenSettings;

/** The device-service settings of study data: what each connector needs, and that no member has two problems. */
class DeviceServiceTest {

    private static final String REMOTE = "{\"connector\":\"remote\",\"url\":\"https://mhealth.example.org/x\","
            + "\"userName\":\"ors\",\"password\":\"canary\",\"mHealthStudyId\":\"7\",\"changeReasonRequired\":true}";

    @BeforeEach
    void allow() {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", "https://mhealth.example.org"));
    }

    @AfterEach
    void forget() {
        GivenSettings.are(Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mhealth.example.org.evil.example",
                "https://mhealth.example.org:444/eu",
                "http://mhealth.example.org/eu",
                "https://mhealth.example.org/eu/../x",
                "https://mhealth.example.org/eu/%2E%2e/x",
                "https://mhealth.example.org/euro",
                "https://mhealth.example.org/eu?x",
                "http://127.0.0.1:81/"
            })
    void aUrlThatTheOperatorDoesNotAllowIsRefused(String url) {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", "https://mhealth.example.org/eu, http://127.0.0.1:80"));
        assertThat(problems(REMOTE.replace("https://mhealth.example.org/x", url)))
                .containsExactly("/deviceService/url is not a URL that this service may connect to");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://MHEALTH.example.org:443/eu", "https://mhealth.example.org/eu/x", "http://127.0.0.1/"})
    void aUrlBelowAnEntryIsTaken(String url) {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", "https://mhealth.example.org/eu, http://127.0.0.1:80"));
        assertThat(read(REMOTE.replace("https://mhealth.example.org/x", url))).contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mhealth.example.org",
                "http://mhealth.example.org",
                "http://localhost",
                "https://user@mhealth.example.org",
                "https://mhealth.example.org?x",
                "https://mhealth.example.org, ftp://x"
            })
    void aBadEntryOfTheSettingStopsTheStart(String entries) {
        GivenSettings.are(Map.of("ORS_CONNECTOR_URLS", entries));
        assertThatThrownBy(ConnectorUrls::check)
                .isInstanceOf(BadSetting.class)
                .hasMessageContaining("ORS_CONNECTOR_URLS");
    }

    @Test
    void readsBothConnectors() {
        assertThat(read("{\"connector\":\"built-in\",\"iotBaseUrl\":\"http://iot.example.org:8080\"}"))
                .containsExactly("built-in", "http://iot.example.org:8080", STAYS, STAYS, STAYS, STAYS, STAYS, STAYS);
        assertThat(read(REMOTE))
                .containsExactly("remote", STAYS, "https://mhealth.example.org/x", "ors", "canary", "7", true, STAYS);
    }

    @Test
    void tellsWhatIsNullFromWhatIsNotNamed() {
        assertThat(
                        read(
                                "{\"connector\":\"built-in\",\"iotBaseUrl\":\"http://iot.example.org\",\"url\":null,"
                                        + "\"userName\":null,\"password\":null,\"mHealthStudyId\":null,\"changeReasonRequired\":null,\"bootstrapLink\":null}"))
                .containsExactly("built-in", "http://iot.example.org", null, null, null, null, null, null);
        assertThat(problemsOf("{\"deviceService\":null}")).containsExactly("/deviceService must be an object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://iot_gateway:8080",
                "https://iot_gateway/path?x=1",
                "http://iot_1.example.org",
                "http://9gateway:8080",
                "http://gateway.1:80",
                "HTTPS://iot.example.org",
                "http://[2001:db8::1]:8080",
                "http://192.0.2.1",
                "http://-x-.example"
            })
    void takesEveryHostOfAnHttpUrl(String url) {
        assertThat(read("{\"connector\":\"built-in\",\"iotBaseUrl\":\"" + url + "\"}"))
                .contains(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://iot gateway:8080",
                "http://:8080",
                "http://iot:gateway",
                "http://iot_gateway:65536",
                "http://user@iot_gateway",
                "http://iot_gateway/#x",
                "http://münchen.example",
                "http://a_b%zz",
                "ftp://iot.example.org",
                "iot.example.org",
                "https:///x",
                "https://user@iot.example.org",
                "https://iot.example.org/#x",
                "https://iot.example.org/ x"
            })
    void aUrlThatIsRefusedIsNotMissingAsWell(String url) {
        assertThat(problems("{\"connector\":\"built-in\",\"iotBaseUrl\":\"" + url + "\"}"))
                .containsExactly("/deviceService/iotBaseUrl must be an http or https URL");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"connector\":\"built-in\"                   | \"connector\":\"built-in\",\"iotBaseUrl\":7",
                "\"connector\":\"built-in\",\"iotBaseUrl\":null | \"connector\":\"built-in\",\"iotBaseUrl\":\"\""
            })
    void tellsWhatIsMissingFromWhatIsRefused(String missing, String refused) {
        assertThat(problems("{" + missing + "}"))
                .containsExactly("/deviceService/iotBaseUrl is required for this connector");
        assertThat(problems("{" + refused + "}")).hasSize(1).noneMatch(problem -> problem.contains("required"));
    }

    @Test
    void aRemoteConnectorNeedsAnAccount() {
        assertThat(problems("{\"connector\":\"remote\",\"userName\":7}"))
                .containsExactly(
                        "/deviceService/userName must be a text",
                        "/deviceService/url is required for this connector",
                        "/deviceService/mHealthStudyId is required for this connector");
    }

    /** RFC 7617, section 2: the name ends at the first colon. */
    @Test
    void theUserNameOfARemoteConnectorHasNoColon() {
        assertThat(problems(REMOTE.replace("\"ors\"", "\"or:s\"")))
                .containsExactly(
                        "/deviceService/userName must have no colon: HTTP Basic takes what follows it for the password");
        assertThat(read("{\"connector\":\"built-in\",\"iotBaseUrl\":\"http://iot\",\"userName\":\"or:s\"}"))
                .contains("or:s");
    }

    @ParameterizedTest
    @CsvSource({
        "{},/deviceService/connector is required",
        "{\"connector\":null},/deviceService/connector is required",
        "{\"connector\":1},/deviceService/connector must be a text",
        "{\"connector\":\"Remote\"},/deviceService/connector must be built-in or remote"
    })
    void theConnectorIsOneOfTwo(String settings, String problem) {
        assertThat(problems(settings)).containsExactly(problem);
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThat(problems(REMOTE.replace("\"url\"", "\"Url\"")))
                .containsExactly(
                        "/deviceService/url is required for this connector", "/deviceService/Url is not a known name");
    }

    @Test
    void printsNoPassword() {
        assertThat(StudyHeader.of(document("{\"deviceService\":" + REMOTE + "}")))
                .asString()
                .doesNotContain("canary");
    }

    private static Object[] read(String settings) {
        var document = document("{\"deviceService\":" + settings + "}");
        var header = StudyHeader.of(document);
        document.problems().refuseIfAny();
        return header.deviceService().orElseThrow();
    }

    private static List<String> problems(String settings) {
        return problemsOf("{\"deviceService\":" + settings + "}");
    }

    private static List<String> problemsOf(String text) {
        var document = document(text);
        StudyHeader.of(document);
        var refusal = catchThrowableOfType(Refusal.class, document.problems()::refuseIfAny);
        return Details.of(refusal).get("problems") instanceof List<?> problems
                ? problems.stream().map(DeviceServiceTest::line).toList()
                : List.of();
    }

    private static String line(Object problem) {
        var entries = (Map<?, ?>) problem;
        return entries.get("path") + " " + entries.get("message");
    }

    private static JsonFields document(String text) {
        return JsonFields.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
