package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What real clients and proxies send: every answer has a body and a reference, and only the application answers 2xx. */
@OnOneDatabase("h2")
@ExtendWith(RunningService.class)
class HttpEdgeIT {

    private static final OpenApi DOCUMENT = OpenApi.published();
    private static final String ERROR = "/components/schemas/ErrorResponse";
    private static final String JSON = "Content-Type: application/json";
    /** What a server would take for a request if it is wrong about the end of the one before. */
    private static final String NEXT = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    /** So many audit records do not fit into the server's buffer of 8 KiB in any form. */
    private static final int DIGITS = 8;

    private static final int MORE_THAN_A_BUFFER = 60;

    private static final int TOKEN_LIMIT = 24 * 1024;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%2",
                "%zz",
                "%E9",
                "%00",
                "%c0%af",
                "%ed%a0%80",
                "%5C",
                "\\",
                "x/..",
                "x/.",
                "%2e%2e",
                "a b",
                "\tx"
            })
    void aPathThatCanNotBeDecodedIsRefusedWithABody(String path, Api api) throws IOException {
        for (var base : List.of("/", Api.BASE + "/v1.0/", Api.BASE + "/v1.0/studies/x/active/subjects/")) {
            for (var authorization : List.of("X-None: x", bearer(api))) {
                var reply = once(api, RawHttp.head("GET", base + path, authorization));
                assertError(reply, 400, "ORS_400_01");
            }
        }
    }

    /** RFC 9112, sections 6.1 and 6.3. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Transfer-Encoding: gzip, chunked | 501",
                "Transfer-Encoding: gzip~Transfer-Encoding: chunked | 501",
                "Transfer-Encoding: chunked, gzip | 400",
                "Transfer-Encoding: xchunked | 400",
                "Transfer-Encoding: chunkedx | 400",
                "Transfer-Encoding: identity | 400",
                "Transfer-Encoding: chunked, chunked | 400",
                "Transfer-Encoding: chunked~Transfer-Encoding: chunked | 400",
                "Transfer-Encoding: chunked;x=1 | 400",
                "Transfer-Encoding: 'chunked' | 400",
                "Transfer-Encoding: | 400",
                "Transfer-Encoding : chunked | 400",
                "Transfer-Encoding: chunked~Content-Length: 12 | 400",
                "Content-Length: 12~Transfer-Encoding: chunked | 400",
                "Content-Length: 12~Content-Length: 13 | 400",
                "Content-Length: 12~Content-Length: 12 | 400",
                "Content-Length: 12, 12 | 400",
                "Content-Length: -1 | 400",
                "Content-Length: +12 | 400",
                "Content-Length: 0xC | 400",
                "Content-Length: 1 2 | 400",
                "Content-Length: | 400",
                "Content-Length: 18446744073709551628 | 413"
            })
    void aBodyWhoseEndIsNotClearIsRefusedAndTheConnectionEnds(String fields, int status, Api api) throws IOException {
        var path = SampleStudy.in(api).path() + "/study-data";
        for (var authorization : List.of("X-None: x", bearer(api))) {
            var headers = new ArrayList<>(List.of(authorization, JSON));
            headers.addAll(List.of(fields.split("~")));
            var head = RawHttp.head("PUT", Api.BASE + path, headers.toArray(String[]::new));
            var reply = once(api, joined(head, "2\r\n{}\r\n0\r\n\r\n" + NEXT));
            assertError(reply, status, "ORS_" + status + "_01");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n{}\r\n0\r\n\r\n", "-2\r\n{}\r\n0\r\n\r\n", "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n"})
    void aBodyThatIsNotInChunksIsRefused(String body, Api api) throws IOException {
        var path = SampleStudy.in(api).path() + "/study-data";
        var head = RawHttp.head("PUT", Api.BASE + path, bearer(api), JSON, "Transfer-Encoding: chunked");
        assertError(once(api, joined(head, body + NEXT)), 400, "ORS_400_01");
        try (var connection = connection(api)) {
            connection.send(head);
            connection.send("2\r\n{ \r\n".getBytes(StandardCharsets.US_ASCII));
            connection.send(body.getBytes(StandardCharsets.US_ASCII));
            assertError(connection.receive(), 400, "ORS_400_01");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-A: a\0b",
                "X-A: a\rb",
                "X-A: a\nX-B: b",
                "X-A: a\u0001b",
                "X-A: a\u007fb",
                "X-A: a\r\n b",
                "X-A : a",
                "X-A",
                ": a",
                "é: a",
                "Host: y",
                "Content-Length: 0\nX-A: b"
            })
    void aHeadThatServersReadDifferentlyIsRefused(String field, Api api) throws IOException {
        var reply = once(api, RawHttp.head("GET", Api.BASE + "/v1.0/x", bearer(api), field));
        assertError(reply, 400, "ORS_400_01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET %s HTTP/1.1", "GET %s HTTP/1.1\r\nHost:", "GET %s HTTP/1.1\r\nHost: São",
                        "GET %s HTTP/1.1\r\nHost: x/y",
                "GET %s HTTP/2.0\r\nHost: x", "GET %s HTTP/1.2\r\nHost: x", "GET %s\r\nHost: x",
                        "GET %s http/1.1\r\nHost: x",
                " %s HTTP/1.1\r\nHost: x", "GET ftp://x%s HTTP/1.1\r\nHost: x", "G(T %s HTTP/1.1\r\nHost: x"
            })
    void aRequestLineOrHostThatIsNoneIsRefused(String head, Api api) throws IOException {
        var request = head.formatted(Api.BASE + "/v1.0/x") + "\r\n\r\n";
        assertError(once(api, request.getBytes(StandardCharsets.UTF_8)), 400, "ORS_400_01");
    }

    /** RFC 9110, section 5.5; a proxy adds the city of the caller. */
    @ParameterizedTest
    @ValueSource(
            strings = {"cf-region: São Paulo", "Cookie: a=São", "User-Agent: Приложение/1.0", "Referer: http://x/é"})
    void aPhoneInSaoPauloCanBootstrap(String field, Api api) throws IOException {
        var pair = Pair.registered(api, SampleStudy.in(api));
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            var head = new String(
                    RawHttp.head(
                            "POST",
                            Api.BASE + Pair.PATH,
                            "Content-Length: 0",
                            field,
                            "Authorization: " + pair.authorization()),
                    StandardCharsets.UTF_8);
            try (var connection = connection(api)) {
                var reply = connection.exchange(head.getBytes(charset));
                assertThat(reply.status()).isEqualTo(charset == StandardCharsets.UTF_8 ? 200 : 400);
                assertThat(reply.body()).contains(charset == StandardCharsets.UTF_8 ? "iotSharedSecret" : "ORS_400_13");
            }
        }
    }

    @Test
    void aReasonInLatin1IsRefusedByItsName(Api api) throws IOException {
        var study = SampleStudy.in(api);
        var head = new String(
                RawHttp.head(
                        "PUT",
                        Api.BASE + study.accessCodePath(study.monitor),
                        bearer(api),
                        "Content-Length: 0",
                        "X-Change-Reason: Gerät verloren"),
                StandardCharsets.UTF_8);
        var reply = connection(api).exchange(head.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reply.member("errorCode")).isEqualTo("ORS_400_01");
        assertThat(reply.member("parameter")).isEqualTo("X-Change-Reason");
    }

    @ParameterizedTest
    @CsvSource({"GET, banana", "PUT, banana", "PUT, '100-continue, banana'"})
    void anUnknownExpectationFails(String method, String expectation, Api api) throws IOException {
        var path = SampleStudy.in(api).path() + "/study-data";
        var head =
                RawHttp.head(method, Api.BASE + path, bearer(api), JSON, "Expect: " + expectation, "Content-Length: 2");
        assertError(once(api, joined(head, "{}")), 417, "ORS_417_01");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, 405", "CONNECT, 501"})
    void aMethodThatNobodyNeedsHasABodyToo(String method, int status, Api api) throws IOException {
        try (var connection = connection(api)) {
            var reply = connection.exchange(RawHttp.head(method, Api.BASE + "/v1.0/x", bearer(api)));
            assertError(reply, status, "ORS_" + status + "_01");
        }
    }

    /** Whatever the first answer is: the content of a request is never the beginning of the next one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "PRI", "CONNECT", "PATCH", "PUT", "POST", "FOO", "trace"
            })
    void theContentOfARequestIsNotTheNextRequest(String method, Api api) throws IOException {
        for (var content :
                List.of("Content-Length: 2\r\n\r\nXX", "Transfer-Encoding: chunked\r\n\r\n2\r\nXX\r\n0\r\n\r\n")) {
            try (var connection = connection(api)) {
                connection.send((method + " " + Api.BASE + "/v1.0/x HTTP/1.1\r\nHost: x\r\n" + content)
                        .getBytes(StandardCharsets.ISO_8859_1));
                if (method.equals("HEAD")) {
                    connection.receiveHead();
                } else {
                    connection.receive();
                }
                var next = connection.exchange(RawHttp.head("GET", Api.BASE + "/no/such/path"));
                assertThat(next.status()).as(content).isEqualTo(401);
            }
        }
    }

    /** Also where the caller sends much more than the server reads. */
    @ParameterizedTest
    @ValueSource(ints = {9_000, 30_000, 300_000})
    void aLongUrlIsRefused(int length, Api api) throws IOException {
        for (var path : List.of("/v1.0/" + "a".repeat(length), "/v1.0/x?" + "a".repeat(length))) {
            assertError(once(api, RawHttp.head("GET", Api.BASE + path, bearer(api))), 414, "ORS_414_01");
        }
    }

    @Test
    void aTokenUpTo24KibIsAccepted(Api api) throws IOException {
        var study = SampleStudy.in(api);
        var groups = Stream.concat(
                Stream.of("DeviceActionsGet"),
                Stream.generate(() -> "DeviceActionsPost@" + SampleStudy.id() + "/active")
                        .limit(290));
        var token = api.tokens().with(groups.toArray(String[]::new));
        assertThat(token.length()).isBetween(20_000, TOKEN_LIMIT);
        assertThat(api.as(token).get(study.subjectPath() + "/devices").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"24576, 401", "24577, 431", "40000, 431", "300000, 431"})
    void aLongerTokenIsRefusedWithABody(int length, int status, Api api) throws IOException {
        var head = RawHttp.head("GET", Api.BASE + "/v1.0/x", "Authorization: Bearer " + "x".repeat(length));
        try (var connection = connection(api)) {
            assertError(connection.exchange(head), status, "ORS_" + status + "_01");
        }
    }

    @Test
    void tooManyFieldsAreRefused(Api api) throws IOException {
        var fields = Stream.iterate(0, i -> i + 1).limit(101).map(i -> "X-" + i + ": x");
        assertError(once(api, RawHttp.head("GET", "/", fields.toArray(String[]::new))), 431, "ORS_431_01");
    }

    @ParameterizedTest
    @CsvSource({"/metrics, 403", "/nothing, 404", "/nothing.html, 404", "/nothing.jsp, 404", "/ec-ors-svc/nothing, 404"
    })
    void noErrorNamesTheServer(String path, int status, Api api) throws IOException {
        try (var connection = connection(api)) {
            var reply = connection.exchange(RawHttp.head("GET", path));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers() + reply.body()).doesNotContainIgnoringCase("payara", "glassfish", "6.2025");
            assertThat(DOCUMENT.problems(ERROR, reply.body())).isEmpty();
        }
        assertThat(get(api, "/", "POST").body()).doesNotContainIgnoringCase("payara");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, /openapi, 200",
        "OPTIONS, /openapi/, 200",
        "PUT, /openapi, 405",
        "GET, /openapi/, 200",
        "GET, /openapi/application.wadl, 404",
        "OPTIONS, /openapi/application.wadl, 404"
    })
    void noDescriptionNamesTheServer(String method, String path, int status, Api api) throws IOException {
        try (var connection = connection(api)) {
            var reply = connection.exchange(RawHttp.head(method, path, bearer(api)));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.headers() + reply.body()).doesNotContainIgnoringCase("payara", "jersey", "wadl");
        }
    }

    /** RFC 9112, section 2.2. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void emptyLinesBeforeARequestAreIgnored(int lines, Api api) throws IOException {
        try (var connection = connection(api)) {
            for (int i = 0; i < 2; i++) {
                connection.send("\r\n".repeat(lines).getBytes(StandardCharsets.US_ASCII));
                assertThat(connection
                                .exchange(RawHttp.head("GET", "/health/live"))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    /** Each would have been compared with all before it. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void manyEmptyLinesBeforeARequestAreRefused(String line, Api api) throws IOException {
        try (var connection = connection(api)) {
            assertError(connection.exchange(line.repeat(17).getBytes(StandardCharsets.US_ASCII)), 400, "ORS_400_01");
        }
    }

    /** The wait for an answer ends when the time of the head has; the server looks when the next byte comes. */
    @Test
    @EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full", disabledReason = "it takes 21 s")
    void aHeadThatDoesNotComeInTwentySecondsIsRefused(Api api) throws IOException {
        try (var connection = new RawHttp(api.server().uri("/").getPort(), Duration.ofSeconds(21))) {
            connection.send("GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(connection::receive).isInstanceOf(SocketTimeoutException.class);
            var reply = connection.exchange("x".getBytes(StandardCharsets.US_ASCII));
            assertError(reply, 400, "ORS_400_01");
            assertThatThrownBy(connection::receive).isInstanceOf(EOFException.class);
        }
    }

    /** Nor is it the beginning of a head whose time runs. */
    @Test
    @EnabledIfSystemProperty(named = Scale.SIZE, matches = "ci|full", disabledReason = "it takes 21 s")
    void anEmptyLineMayComeLongBeforeTheNextRequest(Api api) throws IOException {
        try (var connection = new RawHttp(api.server().uri("/").getPort(), Duration.ofSeconds(21))) {
            connection.send("\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(connection::receive).isInstanceOf(SocketTimeoutException.class);
            assertThat(connection.exchange(RawHttp.head("GET", "/health/live")).status())
                    .isEqualTo(200);
        }
    }

    /** Strangers can fill no heap with heads that do not end: those that wait longest make room. */
    @Test
    void ofManyHeadsThatDoNotEndTheOldestAreClosed(Api api) throws IOException {
        var line = "X-Long: " + "a".repeat(1_000) + "\r\n";
        var head = ("GET /health/live HTTP/1.1\r\nHost: x\r\n" + line.repeat(38)).getBytes(StandardCharsets.US_ASCII);
        try (var slow = new Connections(api)) {
            for (int sent = 0; sent < 40 << 20; sent += head.length) {
                slow.open().send(head);
            }
            assertThatThrownBy(slow.all.get(0)::receive).isInstanceOf(EOFException.class);
            var last = slow.all.get(slow.all.size() - 1);
            assertThat(last.exchange("\r\n".getBytes(StandardCharsets.US_ASCII)).status())
                    .isEqualTo(200);
        }
    }

    /** What was made of its head stays until its body has come. */
    @Test
    void ofManyRequestsWithoutTheirBodiesTheOldestAreClosed(Api api) throws IOException {
        try (var connections = new Connections(api)) {
            for (int i = 0; i < 400; i++) {
                var reply = connections.open().exchange(RawHttp.head("PUT", "/", "Content-Length: 9"));
                assertThat(reply.status()).isEqualTo(405);
            }
            assertThatThrownBy(connections.all.get(0)::receive).isInstanceOf(EOFException.class);
        }
    }

    /** The server would keep each in memory. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/ec-ors-svc/",
                "/ec-ors-svc/rest/../",
                "/ec-ors-svc/rest/v1.0/x/../../../",
                "/EC-ORS-SVC/rest/"
            })
    void aLongPathOutsideOfTheApiIsRefused(String start, Api api) throws IOException {
        assertError(once(api, RawHttp.head("GET", start + "x".repeat(301))), 404, "ORS_404_02");
    }

    /** Nobody reads them, and each would cost a hundred times its length. */
    @Test
    void manyCookiesCostNothing(Api api) throws IOException {
        var cookies = "Cookie: " + "a;".repeat(9_000);
        try (var connections = new Connections(api)) {
            for (int i = 0; i < 100; i++) {
                connections.open().send(RawHttp.head("GET", "/ec-ors-svc/", cookies, cookies));
            }
            for (var connection : connections.all) {
                assertThat(connection.receive().status()).isEqualTo(200);
            }
        }
    }

    /** The body never comes. */
    @ParameterizedTest
    @ValueSource(strings = {"/", "/health", "/health/live", "/health/ready", "/openapi", "/no/such/path"})
    void nothingBesideTheApplicationWaitsForAForm(String path, Api api) throws IOException {
        for (var method : List.of("POST", "PUT", "DELETE", "PATCH")) {
            var request = RawHttp.head(
                    method, path, "Content-Type: application/x-www-form-urlencoded", "Content-Length: 2000000");
            try (var connection = connection(api)) {
                assertError(connection.exchange(request), 405, "ORS_405_01");
            }
        }
    }

    /** Each of many small answers that nobody reads would stay in memory. */
    @Test
    void aCallerWhoReadsNoAnswerLosesTheConnection(Api api) throws IOException {
        var requests = new String(RawHttp.head("GET", "/ec-ors-svc/site/sheet.js"), StandardCharsets.US_ASCII)
                .repeat(100)
                .getBytes(StandardCharsets.US_ASCII);
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(
                    new InetSocketAddress("127.0.0.1", api.server().uri("/").getPort()));
            Waiting.until(Duration.ofSeconds(20), () -> isEndedAt(socket, requests));
        }
        assertThat(get(api, "/health/live", "GET").status()).isEqualTo(200);
    }

    private static boolean isEndedAt(Socket socket, byte[] next) throws IOException {
        try {
            socket.getOutputStream().write(next);
            return false;
        } catch (SocketException ended) {
            return true;
        }
    }

    @Test
    void aPersonIsLedToAHelpfulPage(Api api) {
        var root = get(api, "/", "GET");
        assertThat(root.status()).isEqualTo(302);
        assertThat(root.header("Location"))
                .as("right behind a proxy with a prefix too")
                .isEqualTo("ec-ors-svc/");
        var page = get(api, "/ec-ors-svc/", "GET");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.isOf("text/html")).isTrue();
        for (var link : List.of("docs/", "../openapi", "../health/ready")) {
            assertThat(page.body()).contains("href=\"" + link + "\"");
            var target = api.server().uri("/ec-ors-svc/").resolve(link);
            assertThat(get(api, target.getPath(), "GET").status()).isEqualTo(200);
        }
    }

    /** One that the server keeps in memory, and one that is too large for that. */
    @ParameterizedTest
    @ValueSource(strings = {"site/site.css", "swagger-ui-bundle.js"})
    void aFileIsSentInPartsOrNotAtAllIfTheBrowserHasIt(String name, Api api) throws IOException {
        var docs = get(api, "/ec-ors-svc/docs/", "GET").body();
        var found = Pattern.compile("webjars/[^\"]*/" + name).matcher(docs);
        var path = "/ec-ors-svc/" + (found.find() ? found.group() : name);
        try (var connection = connection(api)) {
            var file = connection.exchange(RawHttp.head("GET", path));
            assertThat(file.status()).isEqualTo(200);
            int length = file.body().getBytes(StandardCharsets.UTF_8).length;
            assertThat(file.header("Content-Length")).isEqualTo(Integer.toString(length));
            connection.send(RawHttp.head("HEAD", path));
            assertThat(connection.receiveHead().header("Content-Length")).isEqualTo(Integer.toString(length));
            for (var known : List.of(
                    "If-None-Match: " + file.header("ETag"), "If-Modified-Since: " + file.header("Last-Modified"))) {
                assertThat(connection.exchange(RawHttp.head("GET", path, known)).status())
                        .as(known)
                        .isEqualTo(304);
            }
            var part = connection.exchange(RawHttp.head("GET", path, "Range: bytes=2-11"));
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.header("Content-Range")).isEqualTo("bytes 2-11/" + length);
            assertThat(part.body()).isEqualTo(file.body().substring(2, 12));
        }
    }

    static final List<OpenApi.Route> GETS = DOCUMENT.routes().stream()
            .filter(route -> route.method().equals("GET"))
            .toList();

    /** Each record of a reading is one more, so the length may grow between the two requests; counts of records may get shorter. */
    @ParameterizedTest
    @FieldSource("GETS")
    void headIsAnsweredAsGetWithoutABody(OpenApi.Route route, Api api) throws IOException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var path = route.path()
                        .replace("{studyId}", study.studyId)
                        .replace("{mode}", study.mode)
                        .replace("{subjectId}", study.subjectId)
                        .replace("{inventoryId}", study.monitor)
                + (route.path().contains("{inventoryId}") ? "?mSubjectId=" + SampleStudy.M_SUBJECT_ID : "");
        boolean isExport = route.path().endsWith("/audit");
        for (int i = 0; isExport && i < MORE_THAN_A_BUFFER; i++) {
            api.get(study.subjectPath() + "/devices");
        }
        for (var accept : isExport ? List.of("*/*", "text/csv", "application/fhir+ndjson") : List.of("*/*")) {
            try (var connection = connection(api)) {
                var get = connection.exchange(RawHttp.head("GET", Api.BASE + path, bearer(api), "Accept: " + accept));
                connection.send(RawHttp.head("HEAD", Api.BASE + path, bearer(api), "Accept: " + accept));
                var head = connection.receiveHead();
                assertThat(head.status()).isEqualTo(get.status()).isEqualTo(200);
                assertThat(head.header("Content-Type")).isEqualTo(get.header("Content-Type"));
                if (head.header("Content-Length") != null) {
                    assertThat(Integer.parseInt(head.header("Content-Length")))
                            .isGreaterThanOrEqualTo(get.body().getBytes(StandardCharsets.UTF_8).length - DIGITS);
                }
                assertThat(connection
                                .exchange(RawHttp.head("GET", "/health/live"))
                                .status())
                        .as("no body came with it")
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 100000", "Transfer-Encoding: chunked"})
    void anUploadThatItsCallerBreaksOffHasOneRecordAndNoStackTrace(
            String length, Api api, Server server, Database database) throws IOException, SQLException {
        var study = SampleStudy.in(api);
        int logged = server.logged().length();
        try (var connection = connection(api)) {
            connection.send(RawHttp.head("PUT", Api.BASE + study.path() + "/study-data", bearer(api), JSON, length));
            connection.send("5\r\n{\"a\":\r\n".getBytes(StandardCharsets.US_ASCII));
            connection.reset();
        }
        var records = "SELECT outcome, error_code FROM audit_record WHERE action = 'IMPORT_STUDY_DATA'"
                + " AND outcome <> 'Success' AND study_id = CAST('" + study.studyId + "' AS uuid)";
        var deadline = Instant.now().plusSeconds(30);
        while (database.rows(records).isEmpty() && Instant.now().isBefore(deadline)) {
            api.get(study.subjectPath() + "/devices");
        }
        for (int i = 0; i < 20; i++) {
            api.get(study.subjectPath() + "/devices");
        }
        assertThat(database.rows(records)).containsExactly(List.of("Refused", "ORS_400_01"));
        assertThat(server.logged().substring(logged)).doesNotContain("\tat ", "ORS_500_01");
    }

    /** Strangers cause the lines of the server's own errors. No limit counts these requests. */
    @Test
    void manyErrorsOfTheServerDoNotFillTheLog(Api api) throws IOException {
        long before = errorsLogged(api);
        try (var connection = connection(api)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(connection.exchange(RawHttp.head("GET", "/x")).status())
                        .isEqualTo(404);
            }
        }
        assertThat(errorsLogged(api) - before)
                .as("300 lines a minute, and a second minute may have begun")
                .isLessThanOrEqualTo(600);
    }

    private static long errorsLogged(Api api) {
        return api.server()
                .logged()
                .lines()
                .filter(line -> line.contains("answered by the server"))
                .count();
    }

    private static Answer get(Api api, String path, String method) {
        return api.as(null).sendTo(method, api.server().uri(path), request -> request);
    }

    private static String bearer(Api api) {
        return "Authorization: Bearer " + api.tokens().with(Api.ALL_RIGHTS);
    }

    /** Many at once. */
    private static final class Connections implements Closeable {

        private final List<RawHttp> all = new ArrayList<>();
        private final Api api;

        Connections(Api api) {
            this.api = api;
        }

        RawHttp open() throws IOException {
            var opened = connection(api);
            all.add(opened);
            return opened;
        }

        @Override
        public void close() throws IOException {
            for (var connection : all) {
                connection.close();
            }
        }
    }

    private static RawHttp connection(Api api) throws IOException {
        return new RawHttp(api.server().uri("/").getPort());
    }

    /** The answer, after which the server ends the connection and takes nothing more for a request. */
    private static RawHttp.Reply once(Api api, byte[] request) throws IOException {
        try (var connection = connection(api)) {
            var reply = connection.exchange(request);
            assertThatThrownBy(connection::receive).isInstanceOf(EOFException.class);
            return reply;
        }
    }

    private static byte[] joined(byte[] head, String body) {
        return (new String(head, StandardCharsets.UTF_8) + body).getBytes(StandardCharsets.UTF_8);
    }

    private static void assertError(RawHttp.Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(DOCUMENT.problems(ERROR, reply.body())).as(reply.body()).isEmpty();
        assertThat(reply.member("errorCode")).isEqualTo(code);
        assertThat(reply.member("reference")).isEqualTo(reply.header("X-Request-Id"));
        assertThat(reply.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
    }
}
