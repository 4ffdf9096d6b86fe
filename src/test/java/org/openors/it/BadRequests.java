package org.openors.it;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import tools.jackson.databind.JsonNode;

/**
 * Bad requests, made from the operations of an OpenAPI document: each nearly right but for one fault at least that no good
 * service lets pass, or with single bytes changed. Among them is what the server answers before the application: an invalid
 * escape in a path, an unknown {@code Expect}, {@code TRACE}. Seed and number decide what is made, but for the study's own ids.
 */
final class BadRequests {

    private static final List<String> METHODS =
            List.of("GET", "PUT", "POST", "DELETE", "PATCH", "PROPFIND", "FOO", "get", "TRACE", "CONNECT");
    private static final List<String> BYTES = List.of(
            "\r\n",
            "\n",
            "\0",
            "%",
            "%zz",
            "%00",
            "%2f",
            ";x=1",
            "..",
            "//",
            "\u00ff",
            "\t",
            " ",
            ":",
            "?",
            "#",
            "&",
            "{",
            "}",
            "\"",
            "\\",
            "Transfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\n",
            "Content-Length: -1\r\n",
            "Host: x\r\n",
            "HTTP/1.0",
            "HTTP/9.9",
            "Expect: 100-continue\r\n",
            "Expect: banana\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "\r\n ",
            "\r",
            "\u007f",
            "%E9",
            "/../..",
            "TRACE ",
            "99999999999999999999");

    private final OpenApi document;
    private final SampleStudy study;
    private final Pair canary;
    private final Tokens tokens;
    private final Tokens others = new Tokens();
    private final List<String> scoped;
    private final List<String> everywhere;
    private final long seed;

    BadRequests(OpenApi document, SampleStudy study, Pair canary, Tokens tokens, long seed) {
        this.document = document;
        this.study = study;
        this.canary = canary;
        this.tokens = tokens;
        this.seed = seed;
        var here = Arrays.stream(Api.ALL_RIGHTS)
                .map(right -> right + "@" + study.studyId + "/" + study.mode)
                .toArray(String[]::new);
        scoped = List.of(bearer(tokens.with(here)));
        everywhere = List.of(scoped.get(0), bearer(tokens.with(Api.ALL_RIGHTS)));
    }

    BadRequest number(long number) {
        return new Maker(RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 1_000_003 + number)).make();
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    /** Makes one request. */
    private final class Maker {

        private final RandomGenerator random;
        private final List<String> known =
                List.of(study.monitor, study.scale, study.subjectId, SampleStudy.M_SUBJECT_ID, "BPM", SampleStudy.id());
        private BadRequest request;
        private JsonNode operation;

        Maker(RandomGenerator random) {
            this.random = random;
        }

        BadRequest make() {
            var routes = document.routes();
            request = new BadRequest(routes.get(random.nextInt(routes.size())));
            operation = document.operation(request.route);
            boolean isRaw = random.nextInt(4) == 0;
            fillRight();
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                fault(isRaw);
            }
            noise();
            if (isRaw) {
                changeBytes();
            }
            return request;
        }

        private void fillRight() {
            request.path = request.route
                    .path()
                    .replace("{studyId}", study.studyId)
                    .replace("{mode}", study.mode)
                    .replace("{subjectId}", study.subjectId)
                    .replace("{inventoryId}", study.monitor);
            if (takes("mSubjectId")) {
                request.query.add("mSubjectId=" + SampleStudy.M_SUBJECT_ID);
            }
            boolean isImport = request.path.endsWith("/study-data");
            request.headers.add(isPhones() ? "Authorization: " + wrongPair() : oneOf(isImport ? scoped : everywhere));
            if (hasBody()) {
                request.headers.add("Content-Type: application/json");
                request.body = utf8(badBody());
            }
        }

        /** One that alone suffices. With changed bytes it is the token, which no change makes right. */
        private void fault(boolean isRaw) {
            if (isPhones()) {
                named("pair");
            } else if (isRaw) {
                token();
            } else if (!hasBody() || random.nextInt(3) == 0) {
                switch (random.nextInt(7)) {
                    case 0 -> token();
                    case 1 -> identifier();
                    case 2 -> mode();
                    case 3 -> method();
                    case 4 -> accept();
                    case 5 -> expect();
                    default -> mSubjectId();
                }
            } else {
                named("body");
            }
        }

        private void token() {
            named("token").headers.removeIf(header -> header.startsWith("Authorization"));
            var good = scoped.get(0);
            switch (random.nextInt(6)) {
                case 0 -> request.headers.add(bearer(others.with(Api.ALL_RIGHTS)));
                case 1 -> request.headers.add(good.substring(0, good.length() - 1 - random.nextInt(300)));
                case 2 -> request.headers.add("Authorization: " + wrongPair());
                case 3 -> request.headers.add(bearer(tokens.with(rightThatIsNotEnough())));
                case 4 -> request.headers.add(bearer(text().replaceAll("[^ -~]", "")));
                default -> request.headers.remove("none");
            }
        }

        /** The list of studies is open to any right. */
        private String rightThatIsNotEnough() {
            return request.path.equals("/v1.0/studies") ? "none" : "DeviceActionsPost@" + SampleStudy.id() + "/*";
        }

        private void identifier() {
            var ids = new ArrayList<>(List.of(study.studyId, study.subjectId, study.monitor));
            ids.removeIf(id -> !request.path.contains(id));
            if (request.path.endsWith("/study-data") || ids.isEmpty()) {
                ids.removeIf(id -> !id.equals(study.studyId));
            }
            if (ids.isEmpty()) {
                mode();
                return;
            }
            var wrong = random.nextBoolean()
                    ? SampleStudy.id()
                    : oneOf(List.of("x", "%20", "0", study.undispensed, "%C3%A4", "%00", "%zz", "%E9", "%5C", "%"));
            named("identifier").path = request.path.replace(oneOf(ids), wrong);
        }

        private void mode() {
            if (!request.path.contains("/" + study.mode)) {
                token();
                return;
            }
            var wrong = oneOf(List.of("ACTIVE", "live", "*", "1", "active%20", "%61ctivee"));
            named("mode").path = request.path.replace("/" + study.mode, "/" + wrong);
        }

        private void method() {
            var methods = new ArrayList<>(METHODS);
            methods.removeIf(method -> document.routes().stream()
                    .anyMatch(other -> other.path().equals(request.route.path())
                            && other.method().equals(method)));
            named("method").method = oneOf(methods);
        }

        private void accept() {
            named("accept")
                    .headers
                    .add("Accept: " + oneOf(List.of("text/csv+x", "image/*", "x", "*/*;q=0", "application/json;q=0")));
        }

        private void expect() {
            named("expect").headers.add("Expect: " + oneOf(List.of("banana", "100-continue, x", "\u00e9")));
        }

        private void mSubjectId() {
            if (!takes("mSubjectId")) {
                mode();
                return;
            }
            named("mSubjectId").query.clear();
            switch (random.nextInt(3)) {
                case 0 -> request.query.addAll(List.of("mSubjectId=M", "mSubjectId=M"));
                case 1 -> request.query.add("mSubjectId=" + URLEncoder.encode(text(), StandardCharsets.UTF_8));
                default -> request.query.remove("none");
            }
        }

        /** What the schema takes is made bad by an unknown member. */
        private String badBody() {
            var schema = operation.at("/requestBody/content/application~1json/schema");
            var json = new JsonBySchema(document.document(), random).value(schema, known);
            var object = json.startsWith("{") ? json : "{}";
            var member = JsonBySchema.quoted("x" + text()) + ":1";
            return switch (random.nextInt(6)) {
                case 0 -> object.substring(0, random.nextInt(object.length()));
                case 1 -> object + oneOf(List.of("{}", ",", "x", "\0"));
                case 2 -> "{\"a\":" + "[".repeat(random.nextInt(4_000)) + "}";
                case 3 ->
                    "{" + member + "," + member
                            + object.substring(object.length() > 2 ? 0 : 1).replaceFirst("^\\{", ",");
                case 4 -> json.startsWith("{") ? "[" + json + "]" : json.equals("{}") ? "" : json;
                default -> "{" + member + (object.equals("{}") ? "}" : "," + object.substring(1));
            };
        }

        private String wrongPair() {
            var accessId = random.nextBoolean() ? canary.accessId() : text();
            var pair = random.nextInt(4) == 0 ? text() : accessId + ":" + oneOf(List.of("", "ABCD123", text()));
            return random.nextInt(6) == 0 ? "Basic " + text().replaceAll("[^ -~]", "") : Pair.basic(pair);
        }

        /** Never a fault that suffices. */
        private void noise() {
            switch (random.nextInt(12)) {
                case 0 -> request.path += oneOf(List.of("/", "/;x", ";x=1", "//"));
                case 1 ->
                    request.headers.add("X-Change-Reason: " + oneOf(List.of("%", "%zz", "a".repeat(2_000), "%00")));
                case 2 -> request.headers.add("If-Match: " + oneOf(List.of("*", "\"", "x", "\"1\", \"2\"")));
                case 3 -> request.headers.add("Idempotency-Key: " + "k".repeat(random.nextInt(80)));
                case 4 -> request.headers.add("Content-Language: x");
                case 5 -> request.headers.add("X-Request-Id: " + oneOf(List.of("x", "<script>", "a".repeat(500))));
                case 6 ->
                    request.query.add(
                            oneOf(List.of("x=1", "mode=test", "%zz", "=", "limit=0&limit=1", "x[]=", "after=%00")));
                case 7 -> request.headers.add("Accept-Charset: utf-16");
                case 8 -> request.headers.add("cf-region: S\u00e3o Paulo");
                default -> request.headers.remove("none");
            }
        }

        private void changeBytes() {
            var bytes = new StringBuilder(new String(request.bytes(), StandardCharsets.ISO_8859_1));
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                int at = random.nextInt(bytes.length());
                int end = Math.min(bytes.length(), at + 1 + random.nextInt(8));
                switch (random.nextInt(5)) {
                    case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> bytes.delete(at, end);
                    case 2 -> bytes.insert(at, bytes.substring(at, end));
                    default -> bytes.insert(at, oneOf(BYTES));
                }
                if (bytes.isEmpty()) {
                    bytes.append(' ');
                }
            }
            named("bytes").raw = bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
        }

        private boolean isPhones() {
            return request.route.path().equals(Pair.PATH);
        }

        private boolean hasBody() {
            return operation.has("requestBody");
        }

        private boolean takes(String parameter) {
            return operation
                    .path("parameters")
                    .findValuesAsString("$ref")
                    .contains("#/components/parameters/" + parameter);
        }

        private BadRequest named(String fault) {
            request.faults.add(fault);
            return request;
        }

        private String text() {
            return random.nextInt(3) == 0 ? Long.toString(random.nextLong(), 36) : oneOf(JsonBySchema.TEXTS);
        }

        private String oneOf(List<String> values) {
            return values.get(random.nextInt(values.size()));
        }

        private static byte[] utf8(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
