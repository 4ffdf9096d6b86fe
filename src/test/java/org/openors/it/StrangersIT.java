package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A request about a study that nobody knows is recorded in the service's own trail and leaves no chain behind. */
@ExtendWith(RunningService.class)
class StrangersIT {

    private static final List<String> SERVICE = List.of("00000000-0000-0000-0000-000000000000", "-");

    @Test
    void aRequestAboutAnUnknownStudyMakesNoChain(Api api, Database database) throws SQLException, InterruptedException {
        for (var answer : Stream.concat(requests(api), Stream.of(Pair.redeemWith(api, Pair.basic("000000:0"), null)))
                .toList()) {
            assertThat(answer.status() == 200 ? answer.body() : answer.errorCode())
                    .matches(".*\"ready\":false.*|ORS_4\\d\\d_\\d\\d");
            assertThat(trailOf(answer, database)).containsExactly(SERVICE);
        }
        assertThat(database.rows(
                        "SELECT r.action, r.outcome, r.reason, r.actor, r.reference FROM audit_chain c JOIN audit_seal l ON"
                                + " l.study_id = c.study_id AND l.mode = c.mode JOIN audit_record r ON r.id = l.record_id"
                                + " WHERE c.mode <> '-' AND NOT EXISTS"
                                + " (SELECT 1 FROM study_mode s WHERE s.study_id = c.study_id AND s.mode = c.mode)"))
                .isEmpty();
    }

    /** It answers 200: that the study is not known is one of its findings. */
    private static Stream<Answer> requests(Api api) {
        var study = new SampleStudy("active");
        Stream<Function<Api, Answer>> requests = Stream.of(
                caller -> caller.get(study.path() + "/audit"),
                caller -> caller.get(study.path() + "/audit/verification"),
                caller -> caller.get(study.path() + "/audit/archive"),
                caller -> caller.get(study.subjectPath() + "/devices"),
                caller -> caller.get(study.path().replace("active", "production") + "/audit"),
                caller -> caller.put(study.accessCodePath(study.monitor)),
                caller -> caller.get(study.accessCodePath(study.monitor).replace("access-code", "access-code/check")),
                caller -> caller.delete(study.accessCodePath(study.monitor).replace("/access-code", "")),
                caller -> caller.put(study.path() + "/study-data", "{\"title\": 1}"),
                caller -> caller.put(study.path() + "/study-data", "{\""));
        return requests.flatMap(request ->
                Stream.of(api, api.withGroups("Nothing"), api.as("no token")).map(request));
    }

    @Test
    void aStudysTrailBeginsWithTheImportThatMadeIt(Api api, Database database)
            throws SQLException, InterruptedException {
        var study = new SampleStudy("active");
        trailOf(api.as("no token").get(study.path() + "/audit"), database);
        trailOf(api.put(study.path() + "/study-data", "{\"title\": 1}"), database);
        study.put(api);
        var refused = api.as("no token").get(study.path() + "/audit");
        assertThat(trailOf(refused, database))
                .allSatisfy(trail -> assertThat(trail.get(1)).isEqualTo("active"))
                .hasSize(1);
        var records = database.rows("SELECT r.action, r.outcome FROM audit_seal s JOIN audit_record r"
                + " ON r.id = s.record_id WHERE s.study_id = CAST('" + study.studyId
                + "' AS uuid) ORDER BY s.sequence");
        assertThat(records).hasSize(SampleStudy.OBJECTS + 2);
        assertThat(records.subList(0, SampleStudy.OBJECTS + 1))
                .allSatisfy(record -> assertThat(record.get(1)).isEqualTo("Success"))
                .contains(List.of("IMPORT_STUDY_DATA", "Success"));
        assertThat(records.get(SampleStudy.OBJECTS + 1)).containsExactly("READ_AUDIT", "Refused");
    }

    /** The study and mode of the chain that the request's record was sealed in. */
    private static List<List<String>> trailOf(Answer answer, Database database) throws SQLException {
        var trail = "SELECT s.study_id, s.mode FROM audit_seal s JOIN audit_record r ON r.id = s.record_id"
                + " WHERE r." + Database.JUST_NOW + " AND r.reference = '" + answer.header("X-Request-Id") + "'";
        Waiting.until(Duration.ofSeconds(10), () -> !database.rows(trail).isEmpty());
        return database.rows(trail);
    }
}
