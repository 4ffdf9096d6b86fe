package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The trail is sealed, verified over HTTP, taken out by the script and verified offline by the other. */
@ExtendWith(RunningService.class)
class AuditVerificationIT {

    private static final Duration MOST_LAG = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String VERIFICATION = "/audit/verification";

    @TempDir
    Path directory;

    @Test
    void whatIsWrittenIsSealedWithinTwoSeconds(Api api, Database database) throws SQLException, InterruptedException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        for (int i = 0; i < 5; i++) {
            Pair.recreated(api, study);
        }
        long written = System.nanoTime();
        awaitSealed(study, database);
        assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(MOST_LAG);
        assertThat(sequences(study, database))
                .hasSize(SampleStudy.OBJECTS + 7)
                .startsWith("1", "2", "3")
                .doesNotHaveDuplicates();
    }

    @Test
    void aTrailThatNobodyTouchedIsValidOnlineAndOffline(Api api, Database database)
            throws SQLException, IOException, InterruptedException {
        var study = withOperations(api, database);

        var online = api.get(study.path() + VERIFICATION).json();
        assertThat(online.getBoolean("valid")).isTrue();
        assertThat(online.getInt("records")).isEqualTo(SampleStudy.OBJECTS + 4);
        assertThat(online.getInt("unsealed")).isZero();
        assertThat(online.getInt("lastSequence")).isEqualTo(SampleStudy.OBJECTS + 4);
        assertThat(online.getInt("sealedLate")).isZero();
        assertThat(online.containsKey("firstProblem")).isFalse();

        awaitSealed(study, database);
        assertThat(database.rows("SELECT action, state_after FROM audit_record WHERE action LIKE '%_AUDIT'"
                        + " AND study_id = CAST('" + study.studyId + "' AS uuid)"))
                .containsExactly(List.of("VERIFY_AUDIT", "valid"));
        var offline = verify(archive(study, api, "all"), api, database, 0);
        assertThat(offline.getBoolean("valid")).isTrue();
        assertThat(offline.getInt("records")).isEqualTo(SampleStudy.OBJECTS + 5);
        assertThat(api.get(study.path() + "/audit?action=ARCHIVE_AUDIT").body())
                .contains("\"outcome\":\"Success\"", "\"stateAfter\":\"1 to " + (SampleStudy.OBJECTS + 5) + "\"");
    }

    @Test
    void aRecordThatWasChangedIsNamedOnlineAndOffline(Api api, Database database)
            throws SQLException, IOException, InterruptedException {
        var study = withOperations(api, database);
        var third = database.rows("SELECT record_id FROM audit_seal WHERE sequence = 3 AND study_id = CAST('"
                        + study.studyId + "' AS uuid)")
                .get(0)
                .get(0);
        change(third, database);

        var online = api.get(study.path() + VERIFICATION).json();
        assertThat(online.getBoolean("valid")).isFalse();
        assertThat(online.getInt("records")).isEqualTo(2);
        var problem = online.getJsonObject("firstProblem");
        assertThat(problem.getInt("sequence")).isEqualTo(3);
        assertThat(problem.getString("recordId")).isEqualToIgnoringCase(third.replace("-", ""));
        assertThat(problem.getString("problem")).isEqualTo("EDITED");

        var offline = verify(archive(study, api, "changed"), api, database, 1);
        assertThat(offline.getJsonObject("firstProblem")).isEqualTo(problem);
        // What comes after is as it was.
        verify(archive(study, api, "rest", "4"), api, database, 0);
    }

    @Test
    void anArchiveWithoutItsLastLineIsFoundOffline(Api api, Database database)
            throws SQLException, IOException, InterruptedException {
        var archive = archive(withOperations(api, database), api, "cut", "1", "3");
        var lines = Files.readAllLines(archive);
        assertThat(lines).hasSize(4);
        Files.write(archive, lines.subList(0, 3));
        var problem = verify(archive, api, database, 1).getJsonObject("firstProblem");
        assertThat(problem.getString("problem")).isEqualTo("CUT_OFF");
        assertThat(problem.getInt("sequence")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "fromSequence=0,fromSequence",
        "fromSequence=x,fromSequence",
        "toSequence=-1,toSequence",
        "fromSequence=3&toSequence=2,fromSequence",
        "fromSequence=1000,fromSequence"
    })
    void aRangeThatIsNoneIsRefused(String query, String parameter, Api api) {
        var answer = api.get(SampleStudy.in(api).path() + "/audit/archive?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json()
                        .getJsonObject("errorData")
                        .getJsonObject("details")
                        .getString("parameter"))
                .isEqualTo(parameter);
    }

    @Test
    void aRangeThatIsNoneIsToldBeforeAStudyThatIsNone(Api api) {
        assertThat(api.get("/v1.0/studies/x/active/audit/archive?fromSequence=3&toSequence=2")
                        .errorCode())
                .isEqualTo("ORS_400_01");
    }

    @Test
    void aStudyThatNobodyKnowsHasNoTrailToVerify(Api api) {
        for (var route : List.of(VERIFICATION, "/audit/archive")) {
            assertThat(api.get(new SampleStudy("active").path() + route).errorCode())
                    .isEqualTo("ORS_404_01");
            assertThat(api.get("/v1.0/studies/x/active" + route).errorCode()).isEqualTo("ORS_404_01");
        }
    }

    @Test
    void theServicesOwnTrailIsReadVerifiedAndTakenOut(Api api, Database database)
            throws SQLException, IOException, InterruptedException {
        var lost = api.get("/v1.0/nowhere");
        awaitSealed(new UUID(0, 0).toString(), database);

        var page =
                api.get("/v1.0/audit?action=OTHER&outcome=Refused&limit=1000").json();
        assertThat(page.getJsonArray("records").getValuesAs(JsonObject.class))
                .anySatisfy(record -> assertThat(record.getString("reference")).isEqualTo(lost.header("X-Request-Id")))
                .allSatisfy(record -> assertThat(record.getString("action")).isEqualTo("OTHER"));
        var older = api.get("/v1.0/audit?limit=1").json();
        assertThat(api.get("/v1.0/audit?limit=1&before=" + older.getString("next"))
                        .json()
                        .getJsonArray("records"))
                .hasSize(1)
                .isNotEqualTo(older.getJsonArray("records"));
        for (var form : List.of("text/csv", "application/fhir+ndjson")) {
            assertThat(api.send("GET", "/v1.0/audit", request -> request.header("Accept", form))
                            .body())
                    .contains(lost.header("X-Request-Id"));
        }
        var verified = api.get("/v1.0/audit/verification").json();
        assertThat(verified.getBoolean("valid")).as(verified.toString()).isTrue();
        assertThat(verified.getInt("records")).isPositive();
        awaitSealed(new UUID(0, 0).toString(), database);
        var offline = verify(archive(List.of("service"), api, "service"), api, database, 0);
        assertThat(offline.getInt("records")).isGreaterThan(verified.getInt("records"));
        // Reading it is recorded there too.
        assertThat(api.get("/v1.0/audit?action=VERIFY_AUDIT&limit=1").body()).contains("\"stateAfter\":\"valid\"");
        assertThat(api.get("/v1.0/audit?action=EXPORT_AUDIT&limit=1").body()).contains("AuditGet@service");
    }

    @Test
    void aStudysOwnTrailHasNothingOfTheService(Api api) {
        var study = SampleStudy.in(api);
        api.get("/v1.0/audit");
        assertThat(api.get(study.path() + "/audit").json().getJsonArray("records"))
                .hasSize(SampleStudy.OBJECTS + 1);
    }

    /** Four operations, all sealed. */
    private static SampleStudy withOperations(Api api, Database database) throws SQLException, InterruptedException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        Pair.recreated(api, study);
        api.put(study.accessCodePath(study.undispensed));
        awaitSealed(study, database);
        return study;
    }

    private static void awaitSealed(SampleStudy study, Database database) {
        awaitSealed(study.studyId, database);
    }

    private static void awaitSealed(String trail, Database database) {
        var waiting = "SELECT record_id FROM audit_unsealed WHERE study_id = CAST('" + trail + "' AS uuid)";
        Waiting.until(SOON, () -> database.rows(waiting).isEmpty());
    }

    private static List<String> sequences(SampleStudy study, Database database) throws SQLException {
        return database
                .rows("SELECT sequence FROM audit_seal WHERE study_id = CAST('" + study.studyId
                        + "' AS uuid) AND mode = 'active' ORDER BY sequence")
                .stream()
                .map(row -> row.get(0))
                .toList();
    }

    /** As the database's owner may, with the trigger out of the way. */
    private static void change(String record, Database database) throws SQLException {
        var trigger = "audit_record_is_kept";
        database.update(
                database.isPostgres()
                        ? "ALTER TABLE audit_record DISABLE TRIGGER " + trigger
                        : "DROP TRIGGER " + trigger);
        database.update("UPDATE audit_record SET actor = 'somebody else' WHERE id = '" + record + "'");
        database.update(
                database.isPostgres()
                        ? "ALTER TABLE audit_record ENABLE TRIGGER " + trigger
                        : "CREATE FORCE TRIGGER " + trigger + " BEFORE UPDATE, DELETE ON audit_record"
                                + " FOR EACH STATEMENT CALL 'org.openors.schema.h2.AuditIsKept'");
    }

    private Path archive(SampleStudy study, Api api, String name, String... range)
            throws IOException, InterruptedException {
        return archive(List.of(study.studyId, study.mode), api, name, range);
    }

    private Path archive(List<String> trail, Api api, String name, String... range)
            throws IOException, InterruptedException {
        var file = directory.resolve(name + ".ndjson");
        var command = new ArrayList<>(List.of("server-config/audit/archive"));
        command.addAll(trail);
        command.add(file.toString());
        command.addAll(List.of(range));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("ORS_URL", api.server().uri("/ec-ors-svc").toString());
        builder.environment().put("ORS_TOKEN", api.tokens().with("AuditGet", "AuditGet@service"));
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        assertThat(builder.start().waitFor()).isZero();
        return file;
    }

    private static JsonObject verify(Path archive, Api api, Database database, int exitCode)
            throws IOException, InterruptedException {
        var home = api.server().logFile().getParent();
        var key = database.isPostgres() ? "test-secret.key" : "secret.key";
        var command = new ArrayList<>(List.of(
                "server-config/audit/verify",
                archive.toString(),
                "--key-file",
                home.resolve(key).toString()));
        var checkpoints = home.resolve("audit-checkpoints.ndjson");
        if (Files.exists(checkpoints)) {
            command.addAll(List.of("--checkpoints", checkpoints.toString()));
        }
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var printed = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(printed).isEqualTo(exitCode);
        try (var reader = Json.createReader(new StringReader(printed))) {
            return reader.readObject();
        }
    }
}
