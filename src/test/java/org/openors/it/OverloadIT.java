package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A node that has as many requests in flight as it takes (ADR 29). */
@OnOneDatabase("postgresql")
@ExtendWith(RunningService.class)
class OverloadIT {

    /** More than the 256 that it takes, because another request may come between them. */
    private static final int SLOW = 260;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(15);

    @Test
    void oneMoreRequestIsRefusedAtOnceWithoutARecordOfItsOwn(Api api, Database database)
            throws IOException, SQLException, InterruptedException {
        var study = SampleStudy.in(api);
        study.registerMonitor(api);
        var slow = new ArrayList<RawHttp>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(withoutTheLastByte(api, study));
            }
            var refused = firstRefusal(api, study);
            assertThat(refused.errorCode()).isEqualTo("ORS_503_02");
            assertThat(refused.header("Retry-After")).isNotNull();
            assertThat(recordsOf(refused, database)).isEmpty();
        } finally {
            for (var connection : slow) {
                connection.close();
            }
        }
        var answer = recreate(api, study);
        for (long start = System.nanoTime(); answer.status() == 503; answer = recreate(api, study)) {
            assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
            Thread.sleep(100);
        }
        assertThat(answer.status()).isEqualTo(200);
        assertThat(recordsOf(answer, database)).hasSize(1);
    }

    /** Holds a place until its body is whole. */
    private static RawHttp withoutTheLastByte(Api api, SampleStudy study) throws IOException {
        var request = RawHttp.request(
                "POST",
                Api.BASE + study.subjectPath() + "/register-device",
                "Bearer " + api.tokens().with(Api.ALL_RIGHTS),
                study.registration().getBytes(StandardCharsets.UTF_8));
        var connection = new RawHttp(api.server().uri("/").getPort());
        connection.send(Arrays.copyOf(request, request.length - 1));
        return connection;
    }

    /** The places fill up as the server reads the requests. */
    private static Answer firstRefusal(Api api, SampleStudy study) {
        long start = System.nanoTime();
        var answer = recreate(api, study);
        while (answer.status() == 200) {
            assertThat(System.nanoTime() - start).isLessThan(LONGEST_NANOS);
            answer = recreate(api, study);
        }
        return answer;
    }

    private static Answer recreate(Api api, SampleStudy study) {
        return api.put(study.accessCodePath(study.monitor));
    }

    private static List<List<String>> recordsOf(Answer answer, Database database) throws SQLException {
        return database.rows(
                "SELECT action FROM audit_record WHERE reference = '" + answer.header("X-Request-Id") + "'");
    }
}
