package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each request has exactly one audit record with its outcome, though several callers ask for the same devices at once, and
 * there is no other record. The answers are not checked against the OpenAPI document: for so many that would take longer
 * than the service does.
 */
@Tag("reliability")
@ExtendWith(RunningService.class)
class AuditCompletenessIT {

    private static final int STUDIES = 4;
    private static final int CALLERS = 8;
    private static final int KINDS_AT_LEAST = 25;

    /** What a caller was answered, or what the trail has of it. */
    private record Line(String reference, String action, String outcome, String code) {}

    /** Random operations on a study's monitor, on one connection. */
    private static final class Caller {

        private final Random random;
        private final SampleStudy study;
        private final RawHttp connection;
        private final String token;
        private final String tokenWithoutRights;
        private final List<Line> log = new ArrayList<>();
        private String pair = "ABC123:ABCD1234";

        Caller(Api api, SampleStudy study, Random random) throws IOException {
            this.study = study;
            this.random = random;
            this.connection = new RawHttp(api.server().uri("/").getPort());
            this.token = "Bearer " + api.tokens().with(Api.ALL_RIGHTS);
            this.tokenWithoutRights = "Bearer " + api.tokens().with("Nothing");
        }

        List<Line> act(int times) throws IOException {
            try (connection) {
                for (int i = 0; i < times; i++) {
                    once();
                }
            }
            return log;
        }

        private void once() throws IOException {
            var monitor = study.devicePath(study.monitor);
            var subject = "?mSubjectId=" + SampleStudy.M_SUBJECT_ID;
            switch (random.nextInt(28)) {
                case 0, 1, 2 -> issue("RECREATE_ACCESS_CODE", "PUT", study.accessCodePath(study.monitor), null);
                case 3, 4 ->
                    issue("REGISTER_DEVICE", "POST", study.subjectPath() + "/register-device", study.registration());
                case 5 -> ask("DEREGISTER_DEVICE", "DELETE", monitor + subject, token);
                case 6, 7 -> ask("BOOTSTRAP_DEVICE", "POST", Pair.PATH, Pair.basic(pair));
                case 8 -> ask("BOOTSTRAP_DEVICE", "POST", Pair.PATH, Pair.basic(pair + "0"));
                case 9 -> ask("BOOTSTRAP_DEVICE", "POST", Pair.PATH, Pair.basic("000000:00000000"));
                case 10 ->
                    ask(
                            "BOOTSTRAP_DEVICE",
                            "POST",
                            Pair.PATH,
                            Difference.BASIC_WITHOUT_A_COLON.isHere() ? "Basic Og==" : "Basic %%%");
                case 11 -> ask("LIST_DEVICES", "GET", study.subjectPath() + "/devices", token);
                case 12 -> ask("CHECK_ACCESS_CODE", "GET", monitor + "/access-code/check" + subject, token);
                case 13 -> send("IMPORT_STUDY_DATA", "PUT", study.path() + "/study-data", study.document(true));
                case 14 -> send("IMPORT_STUDY_DATA", "PUT", study.path() + "/study-data", "{\"title\": 1}");
                case 15 -> send("REGISTER_SUBJECT", "POST", study.path() + "/subjects/mhealthRegister", subject());
                case 16 -> ask("RECREATE_ACCESS_CODE", "PUT", study.accessCodePath(refusedItem()), token);
                case 17 -> ask("RECREATE_ACCESS_CODE", "PUT", monitor + "/access-code?mSubjectId=OTHER", token);
                case 18 -> ask("RECREATE_ACCESS_CODE", "PUT", study.accessCodePath("x"), token);
                case 19 -> ask("RECREATE_ACCESS_CODE", "PUT", study.accessCodePath(study.monitor), tokenWithoutRights);
                case 20 -> ask("REGISTER_DEVICE", "POST", study.subjectPath() + "/register-device", "Bearer a.b.c");
                case 21 -> ask("READ_AUDIT", "GET", study.path() + "/audit?limit=1", token);
                case 22 -> ask("VERIFY_AUDIT", "GET", study.path() + "/audit/verification", tokenWithoutRights);
                case 23 -> ask("ARCHIVE_AUDIT", "GET", study.path() + "/audit/archive?toSequence=1", token);
                case 24 -> ask("ARCHIVE_AUDIT", "GET", study.path() + "/audit/archive?fromSequence=0", token);
                case 26 -> ask("REVOKE_ACCESS_CODE", "DELETE", study.accessCodePath(study.monitor), token);
                case 25 -> ask("OTHER", "GET", "/v1.0/" + SampleStudy.id(), random.nextBoolean() ? token : null);
                default -> ask("OTHER", "POST", study.accessCodePath(study.monitor), token);
            }
        }

        private String subject() {
            return "{\"subjectId\": \"" + study.subjectId + "\", \"mhealthSubjectId\": \"" + SampleStudy.M_SUBJECT_ID
                    + "\"}";
        }

        private String refusedItem() {
            return study.item(List.of("undispensed", "othersMonitor", "noType", "noConnection", "nobodys")
                    .get(random.nextInt(5)));
        }

        private void issue(String action, String method, String path, String json) throws IOException {
            var reply = json == null ? ask(action, method, path, token) : send(action, method, path, json);
            if (reply.status() == 200) {
                pair = reply.member("accessId") + ":" + reply.member("otp");
            }
        }

        private RawHttp.Reply ask(String action, String method, String path, String authorization) throws IOException {
            return logged(action, connection.exchange(RawHttp.request(method, Api.BASE + path, authorization)));
        }

        private RawHttp.Reply send(String action, String method, String path, String json) throws IOException {
            var body = json.getBytes(StandardCharsets.UTF_8);
            return logged(action, connection.exchange(RawHttp.request(method, Api.BASE + path, token, body)));
        }

        private RawHttp.Reply logged(String action, RawHttp.Reply reply) {
            var outcome = reply.status() < 300 ? "Success" : reply.status() < 500 ? "Refused" : "Failed";
            var code = reply.status() < 300 ? null : reply.member("errorCode");
            log.add(new Line(reply.header("X-Request-Id"), action, outcome, code));
            return reply;
        }
    }

    @Test
    void everyOperationHasItsRecordAndThereIsNoOther(Api api, Database database) throws SQLException {
        int operations = Scale.of(1_000, 2_000, 100_000);
        long seed = System.nanoTime();
        var studies =
                IntStream.range(0, STUDIES).mapToObj(i -> SampleStudy.in(api)).toList();
        var begin = nextMillisecond();
        long start = System.nanoTime();
        var told = told(api, studies, operations, seed);
        var seconds = (System.nanoTime() - start) / 1_000_000_000.0;
        var recorded = recorded(database, begin);

        assertThat(told).as("operations, seed %d", seed).hasSize(operations);
        assertThat(recorded).as("records, seed %d", seed).hasSize(operations);
        assertThat(difference(told, recorded)).as("missing, seed %d", seed).isEmpty();
        assertThat(difference(recorded, told)).as("surplus, seed %d", seed).isEmpty();
        assertThat(kinds(told)).as("kinds of outcome").hasSizeGreaterThan(KINDS_AT_LEAST);
        ReliabilityReport.add(
                "%,d random operations of %d callers, %d kinds of outcome"
                        .formatted(operations, CALLERS, kinds(told).size()),
                "audit records missing 0, surplus 0; %.0f operations/s".formatted(operations / seconds));
    }

    /** Records are timed to the millisecond: from this one on, none is of what was done before. */
    private static Instant nextMillisecond() {
        var next = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
        while (Instant.now().isBefore(next)) {
            Thread.onSpinWait();
        }
        return next;
    }

    /** Two callers for each study. */
    private static List<Line> told(Api api, List<SampleStudy> studies, int operations, long seed) {
        var number = new AtomicInteger();
        try (var race = new Race(CALLERS)) {
            return race
                    .run(() -> {
                        int caller = number.getAndIncrement();
                        return new Caller(api, studies.get(caller % STUDIES), new Random(seed + caller))
                                .act(operations / CALLERS);
                    })
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }
    }

    /** What the trail has since then, but for what the service records of itself: it also counts what earlier tests were refused. */
    private static List<Line> recorded(Database database, Instant since) throws SQLException {
        return database
                .rows("SELECT reference, action, outcome, error_code FROM audit_record"
                        + " WHERE action NOT IN ('ROTATE_KEY', 'COUNT_REFUSALS') AND occurred_at >= TIMESTAMP WITH TIME ZONE '"
                        + since + "'")
                .stream()
                .map(row -> new Line(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList();
    }

    private static Set<Line> difference(List<Line> all, List<Line> less) {
        var difference = new HashSet<>(all);
        difference.removeAll(new HashSet<>(less));
        return difference;
    }

    private static Set<String> kinds(List<Line> lines) {
        return lines.stream()
                .map(line -> line.action() + " " + line.outcome() + " " + line.code())
                .collect(Collectors.toSet());
    }
}
