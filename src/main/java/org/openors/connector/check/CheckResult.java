package org.openors.connector.check;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.openors.connector.remote.ConnectorCheck;
import org.openors.connector.remote.ConnectorProblem;

/** Whether a study's connector works, and if not, why. */
@JsonbPropertyOrder({"works", "problem", "message", "call"})
@Schema(
        name = "DeviceServiceCheck",
        requiredProperties = {"works", "message"},
        example = """
                {"works": false, "problem": "ACCOUNT_REFUSED", "message": "The connector refuses the user name or the password (401 or 403).",
                 "call": "GET host=mhealth.example.org status=401 ms=31"}
                """)
public record CheckResult(
        boolean works,

        @Schema(description = "Absent if it works.") ConnectorProblem problem,

        @Schema(minLength = 1, description = "What is wrong, in words.")
        String message,

        @Schema(description = "The host, the status and how long it took. Absent if nothing was called.")
        String call) {

    private static final String WORKS = "The connector works, and knows the study.";
    private static final String BUILT_IN = "The built-in connector needs no check.";

    static CheckResult of(ConnectorCheck ended) {
        var works = ended.call() == null ? BUILT_IN : WORKS;
        return new CheckResult(
                ended.problem().isEmpty(),
                ended.problem().orElse(null),
                ended.problem().map(ConnectorProblem::words).orElse(works),
                ended.call());
    }
}
