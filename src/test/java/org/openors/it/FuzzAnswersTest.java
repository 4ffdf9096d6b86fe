package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** {@link FuzzIT} finds what it looks for. */
class FuzzAnswersTest {

    private static final String PATH = "/v1.0/studies/x/active/audit";
    private static final String HEADERS =
            "Content-Type: application/json\nX-Request-Id: B1B8327AFAA6412287106192AB5984EF\nCache-Control: no-store\n";
    private static final String REFUSED =
            "{\"status\":\"Error\",\"version\":1,\"errorData\":{\"errorCode\":\"ORS_404_01\","
                    + "\"errorMessage\":\"m\",\"details\":{\"reason\":\"INVALID_STUDY_ID_OR_VERSION\",\"reference\":\"B1B8327AFAA6412287106192AB5984EF\"}}}";

    private final FuzzIT.CheckedAnswers answers = new FuzzIT.CheckedAnswers(OpenApi.published(), 0);

    @Test
    void takesARefusalThatIsPromised() {
        assertThat(answers.problems("GET", PATH, reply(404, HEADERS, REFUSED))).isEmpty();
    }

    @Test
    void findsAnAnswerThatIsNone() {
        assertThat(answers.problems("GET", PATH, reply(500, HEADERS, REFUSED))).isNotEmpty();
        assertThat(answers.problems("GET", PATH, reply(200, HEADERS, "{}"))).isNotEmpty();
        assertThat(answers.problems("GET", PATH, reply(418, HEADERS, REFUSED))).isNotEmpty();
        assertThat(answers.problems("GET", PATH, reply(404, HEADERS, REFUSED.replace("404_01", "404_02"))))
                .isNotEmpty();
        assertThat(answers.problems("GET", PATH, reply(404, HEADERS, "{}"))).isNotEmpty();
        assertThat(answers.problems("GET", PATH, reply(404, HEADERS, ""))).isNotEmpty();
        assertThat(answers.problems("GET", PATH, reply(404, "Content-Type: text/html\n", "<html>")))
                .isNotEmpty();
    }

    private static RawHttp.Reply reply(int status, String headers, String body) {
        return new RawHttp.Reply(status, headers, body);
    }
}
