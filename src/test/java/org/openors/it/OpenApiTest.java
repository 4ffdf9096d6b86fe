package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openors.audit.AuditField;
import org.openors.error.ErrorCode;
import org.openors.security.RequiresRight;
import tools.jackson.databind.JsonNode;

/** The OpenAPI document says what the code has, and {@link OpenApi} finds an answer that it does not promise. */
class OpenApiTest {

    private static final String DEVICE = "/v1.0/studies/S/active/subjects/B/devices/I";
    private static final String REFERENCE = "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9";
    private static final String PAIR = "{\"accessId\":\"ABC123\",\"id\":\"" + REFERENCE + "\",\"otp\":\"ABCD1234\"}";
    private static final Pattern CODE_AND_REASON = Pattern.compile("`(ORS_\\d{3}_\\d{2})` ([A-Z_]+)");

    private static final Pattern RIGHT = Pattern.compile("Right: `([\\w@]+)`");

    private final OpenApi api = OpenApi.published();

    @Test
    void hasTheRoutesOfTheResourcesAndNoOther() {
        var resources = new ClassFileImporter().importPath("target/classes");
        var routes = resources.stream()
                .filter(OpenApiTest::isResource)
                .flatMap(type ->
                        Arrays.stream(type.reflect().getDeclaredMethods()).flatMap(OpenApiTest::route))
                .distinct();

        assertThat(api.routes()).containsExactlyInAnyOrderElementsOf(routes.toList());
    }

    private static boolean isResource(JavaClass type) {
        return type.isAnnotatedWith(Path.class) && !type.isInterface();
    }

    @Test
    void anOperationNeedsTheRightOfItsMethod() {
        var resources = new ClassFileImporter().importPath("target/classes");
        assertThat(resources.stream()
                        .filter(OpenApiTest::isResource)
                        .flatMap(type -> Arrays.stream(type.reflect().getDeclaredMethods())))
                .hasSizeGreaterThan(10)
                .allSatisfy(method -> assertThat(route(method))
                        .allSatisfy(route -> assertThat(rights(route)).isEqualTo(rights(method))));
    }

    @Test
    void everyFieldOfAnAuditRecordIsInItsSchema() {
        var fields = Stream.concat(Arrays.stream(AuditField.values()).map(AuditField::wireName), Stream.of("sequence"));
        assertThat(api.document()
                        .at("/components/schemas/AuditRecord/properties")
                        .propertyNames())
                .containsExactlyElementsOf(fields.toList());
    }

    @Test
    void everyListOfStudyDataIsCounted() {
        var lists = api.document()
                .at("/components/schemas/StudyData/properties")
                .propertyStream()
                .filter(member -> member.getValue().has("items"))
                .map(Map.Entry::getKey);
        assertThat(api.document()
                        .at("/components/schemas/StudyDataCounts/properties")
                        .propertyNames())
                .containsExactlyElementsOf(
                        Stream.concat(lists, Stream.of("changes", "warnings")).toList());
    }

    @Test
    void everyExampleIsOfItsSchema() {
        var media = new TreeMap<String, JsonNode>();
        collect("", api.document(), "schema", media);
        var examples = new HashMap<String, List<String>>();
        media.forEach((pointer, type) -> examplesOf(type)
                .forEach(example ->
                        examples.put(pointer + " " + example, api.problems(pointer + "/schema", example.toString()))));
        var schemas = new TreeMap<String, JsonNode>();
        collect("/components/schemas", api.document().at("/components/schemas"), "example", schemas);
        schemas.forEach((pointer, schema) -> examples.put(
                pointer, api.problems(pointer, schema.path("example").toString())));

        assertThat(examples)
                .hasSizeGreaterThan(50)
                .allSatisfy((where, problems) -> assertThat(problems).isEmpty());
    }

    @Test
    void everyErrorExampleIsAPublishedError() {
        assertThat(api.document().at("/components/examples").properties()).allSatisfy(example -> {
            var error = example.getValue().at("/value/errorData");
            var code = ErrorCode.valueOf(error.at("/details/reason").asString());
            assertThat(error.at("/errorCode").asString()).isEqualTo(code.code());
            assertThat(error.at("/errorMessage").asString()).isEqualTo(code.message());
        });
    }

    @Test
    void everyStatusSaysWhyOfEachCodeThatItAllows() {
        var responses = new TreeMap<String, JsonNode>();
        collect("", api.document(), "content", responses);
        assertThat(responses).hasSizeGreaterThan(20).allSatisfy((pointer, response) -> {
            var allowed = response.at(
                            "/content/application~1json/schema/allOf/1/properties/errorData/properties/errorCode/enum")
                    .valueStream()
                    .map(JsonNode::asString);
            var told = CODE_AND_REASON
                    .matcher(response.path("description").asString())
                    .results()
                    .toList();
            assertThat(told).extracting(code -> code.group(1)).containsExactlyInAnyOrderElementsOf(allowed.toList());
            assertThat(told)
                    .allSatisfy(code ->
                            assertThat(ErrorCode.valueOf(code.group(2)).code()).isEqualTo(code.group(1)));
        });
    }

    @Test
    void theSampleStudyIsStudyData() {
        var study = new SampleStudy("test");
        assertThat(List.of(study.document(true), study.document(false)))
                .allSatisfy(document -> assertThat(api.problems("/components/schemas/StudyData", document))
                        .isEmpty());
        assertThat(api.problems("/components/schemas/StudyData", "{\"subjects\":[{\"subjectId\":\"x\"}]}"))
                .isNotEmpty();
    }

    @Test
    void takesAnAnswerThatIsPromised() {
        assertThat(recreated(200, pairHeaders(), PAIR)).isEmpty();
        assertThat(recreated(400, errorHeaders(), error("Error", "ORS_400_04", "")))
                .isEmpty();
        assertThat(api.problems("GET", "/v1.0/nothing", answer(404, errorHeaders(), error("Error", "ORS_404_02", ""))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"accessId\":\"ABC123\",\"id\":\"" + REFERENCE + "\"}",
                "{\"accessId\":\"ABC123\",\"id\":\"" + REFERENCE + "\",\"otp\":\"ABCD1234\",\"more\":1}",
                "{\"accessId\":\"ABC123\",\"id\":\"" + REFERENCE + "\",\"otp\":12345678}",
                "{\"accessId\":\"\",\"id\":\"" + REFERENCE + "\",\"otp\":\"ABCD1234\"}",
                "{\"accessId\":\"ABC123\",\"id\":\"b1b8327a\",\"otp\":\"ABCD1234\"}"
            })
    void findsABodyThatIsNotPromised(String body) {
        assertThat(recreated(200, pairHeaders(), body)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error   | ORS_400_13 | ''",
                "Error   | ORS_401_01 | ''",
                "Success | ORS_400_04 | ''",
                "Error   | ORS_400_04 | ,\"stackTrace\":\"at org.openors\""
            })
    void findsAnErrorThatIsNotPromised(String status, String code, String more) {
        assertThat(recreated(400, errorHeaders(), error(status, code, more))).isNotEmpty();
    }

    @Test
    void findsAStatusThatIsNotPromised() {
        assertThat(recreated(202, pairHeaders(), PAIR)).containsExactly("the status 202 is not in the document");
        assertThat(api.problems("POST", DEVICE, answer(200, pairHeaders(), PAIR)))
                .containsExactly("there is no such route, yet the status is 200");
        assertThat(api.problems("GET", "/v1.0/nothing", answer(404, errorHeaders(), "<html>")))
                .isNotEmpty();
    }

    @Test
    void findsAMissingOrWrongHeader() {
        assertThat(pairHeaders().keySet()).allSatisfy(name -> {
            var without = pairHeaders();
            without.remove(name);
            assertThat(recreated(200, without, PAIR)).hasSize(1);
            assertThat(recreated(200, with(name, "other"), PAIR)).hasSize(1);
        });
    }

    @Test
    void aClientTakesNoAnswerThatIsNotPromised() {
        var uri = URI.create("http://127.0.0.1" + Api.BASE + DEVICE + "/access-code?mSubjectId=x");
        var broken = answer(200, pairHeaders(), "{}");

        assertThatThrownBy(() -> Api.promised("PUT", uri, broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("accessId");
        assertThat(Api.promised("GET", URI.create("http://127.0.0.1/health/live"), broken))
                .isSameAs(broken);
    }

    private List<String> recreated(int status, Map<String, String> headers, String body) {
        return api.problems("PUT", DEVICE + "/access-code", answer(status, headers, body));
    }

    private static Answer answer(int status, Map<String, String> headers, String body) {
        var lists = new HashMap<String, List<String>>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return new Answer(status, HttpHeaders.of(lists, (name, value) -> true), body);
    }

    private static Map<String, String> pairHeaders() {
        return with("OTP-Expires-At", "2026-11-24T09:30:00.125Z");
    }

    private static Map<String, String> errorHeaders() {
        return new HashMap<>(Map.of(
                "Content-Type",
                "application/json;charset=UTF-8",
                "X-Request-Id",
                REFERENCE,
                "Cache-Control",
                "no-store"));
    }

    private static Map<String, String> with(String name, String value) {
        var headers = errorHeaders();
        headers.putIfAbsent("OTP-Expires-At", "2026-11-24T09:30:00.125Z");
        headers.putIfAbsent("ETag", "\"q1XWpXkYb0mS2Jr7uVx3Aw\"");
        headers.put(name, value);
        return headers;
    }

    private static String error(String status, String code, String more) {
        return "{\"status\":\"" + status + "\",\"version\":1,\"errorData\":{\"errorCode\":\"" + code
                + "\",\"errorMessage\":\"x\",\"details\":{\"reason\":\"DEVICE_NOT_DISPENSED\",\"reference\":\""
                + REFERENCE + "\"" + more
                + "}}}";
    }

    /** The rights that the document names. */
    private List<String> rights(OpenApi.Route route) {
        return RIGHT.matcher(api.operation(route).path("description").asString())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> rights(Method method) {
        return Stream.of(method.getAnnotationsByType(RequiresRight.class))
                .map(required -> required.ofTheService()
                        ? required.value().wireNameOfTheService()
                        : required.value().wireName())
                .toList();
    }

    private static Stream<OpenApi.Route> route(Method method) {
        var path = method.getDeclaringClass().getAnnotation(Path.class).value();
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> new OpenApi.Route(verb.value(), "/" + path));
    }

    /** Every object below the node that has such a member, by its JSON Pointer. */
    private static void collect(String pointer, JsonNode node, String member, Map<String, JsonNode> found) {
        if (node.has(member)) {
            found.put(pointer, node);
        }
        node.propertyStream()
                .forEach(child -> collect(
                        pointer + "/" + child.getKey().replace("~", "~0").replace("/", "~1"),
                        child.getValue(),
                        member,
                        found));
    }

    private Stream<JsonNode> examplesOf(JsonNode type) {
        var named = type.path("examples").valueStream().map(example -> {
            var reference = example.path("$ref");
            return (reference.isMissingNode()
                            ? example
                            : api.document().at(reference.asString().substring(1)))
                    .path("value");
        });
        return Stream.concat(Stream.of(type.path("example")).filter(example -> !example.isMissingNode()), named);
    }
}
