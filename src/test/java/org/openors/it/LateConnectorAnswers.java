package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openors.identity.Identifier;
import org.openors.simulator.MHealthSimulator;

/**
 * What changes here while a remote connector works: its answer is stored if it fits what is stored now, and else refused. The server's time
 * limits of the connector are longer than what a test does meanwhile takes on a busy machine.
 */
abstract class LateConnectorAnswers {

    /** An operation that calls the connector, and the last request that it sends. */
    enum Late {
        REGISTER("PUT"),
        RECREATE("PUT"),
        REVOKE("PUT"),
        DEREGISTER("DELETE");

        private final String method;

        Late(String method) {
            this.method = method;
        }
    }

    private final Api api;
    private final MHealthSimulator connector;
    private SampleStudy study;

    LateConnectorAnswers(Api api, MHealthSimulator connector) {
        this.api = api;
        this.connector = connector;
    }

    @BeforeEach
    void putAStudy() {
        study = RemoteConnectorIT.remoteStudy(api, connector);
    }

    private Answer done(Late operation) {
        return switch (operation) {
            case REGISTER -> study.registerMonitor(api);
            case RECREATE -> recreated();
            case REVOKE -> api.delete(study.accessCodePath(study.monitor));
            case DEREGISTER -> api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID);
        };
    }

    private Answer recreated() {
        return api.put(study.accessCodePath(study.monitor));
    }

    /** The answer of an operation during whose call something else is done. */
    private Answer late(Late operation, Runnable meanwhile) throws InterruptedException {
        CompletableFuture<Answer> answer;
        try (var held = connector.hold(operation.method + " /of/" + study.studyId, 1)) {
            answer = CompletableFuture.supplyAsync(() -> done(operation));
            assertThat(held.await()).isTrue();
            meanwhile.run();
        }
        return answer.join();
    }

    private void importing(String document) {
        var answer = api.put(study.path() + "/study-data", document);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private String registration(String deviceId) {
        return "{\"registrations\":[{\"inventoryId\":\"" + study.monitor + "\",\"deviceId\":\"" + deviceId
                + "\",\"vendorCode\":\"V\"}]}";
    }

    private JsonObject device() {
        return DeviceIT.device(api, study, study.monitor);
    }

    private String registered() {
        var answer = study.registerMonitor(api);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getString("id");
    }

    @ParameterizedTest
    @EnumSource(
            value = Late.class,
            names = {"REGISTER", "RECREATE"})
    void aDocumentThatChangesTheRegistrationMeanwhileHoldsUpNobody(Late operation) throws InterruptedException {
        var id = registered();
        var answer = late(operation, () -> importing(registration(id)));
        assertIssued(answer, id);
    }

    private void assertIssued(Answer answer, String id) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getString("id")).isEqualTo(id);
        assertThat(device().getString("accessId"))
                .isEqualTo(answer.json().getString("accessId"))
                .isEqualTo(connector.accessIdOf(Identifier.of(id)));
    }

    @Test
    void aRegistrationGoesOnThoughADocumentBringsOneMeanwhile() throws InterruptedException {
        var brought = SampleStudy.id();
        var answer = late(Late.REGISTER, () -> importing(registration(brought)));
        assertIssued(answer, answer.json().getString("id"));
        assertThat(device().getString("id")).isNotEqualTo(brought);
    }

    @ParameterizedTest
    @CsvSource({"true, ORS_400_04", "false, ORS_400_05"})
    void aFirstRegistrationIsRefusedIfTheItemIsTakenFromTheSubjectMeanwhile(boolean isTakenBack, String code)
            throws InterruptedException {
        var taken =
                isTakenBack ? study.takenBack(study.monitor) : study.dispensation(study.otherSubjectId, study.monitor);
        var answer = late(Late.REGISTER, () -> importing(taken));
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo(code);
        assertThat(newestOutcome(Late.REGISTER)).isEqualTo("Unknown");
    }

    private String newestOutcome(Late operation) {
        var action = switch (operation) {
            case REGISTER -> "REGISTER_DEVICE";
            case RECREATE -> "RECREATE_ACCESS_CODE";
            case REVOKE -> "REVOKE_ACCESS_CODE";
            case DEREGISTER -> "DEREGISTER_DEVICE";
        };
        return api.get(study.path() + "/audit?action=" + action)
                .json()
                .getJsonArray("records")
                .getJsonObject(0)
                .getString("outcome");
    }

    /** The study goes over to the built-in connector, and somebody gets a pair there. */
    @ParameterizedTest
    @EnumSource
    void aLateAnswerLeavesTheNewerPairOfTheBuiltInConnector(Late operation) throws InterruptedException {
        var id = registered();
        var newer = new CompletableFuture<Answer>();
        var answer = late(operation, () -> {
            study.put(api);
            newer.complete(operation == Late.RECREATE ? study.registerMonitor(api) : recreated());
        });
        assertThat(newer.join().status()).as(newer.join().body()).isEqualTo(200);
        var pair = Pair.of(newer.join());

        assertThat(device().getString("state")).isEqualTo("AwaitingBootstrap");
        assertThat(device().getString("accessId")).isEqualTo(pair.accessId());
        assertThat(pair.redeem(api).status()).isEqualTo(200);
        assertThat(pair.id()).isEqualTo(id);
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_01");
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(newestOutcome(operation)).isEqualTo("Unknown");
    }

    @Test
    void aLateFirstRegistrationLeavesTheOneAtTheBuiltInConnector() throws InterruptedException {
        var newer = new CompletableFuture<Answer>();
        var answer = late(Late.REGISTER, () -> {
            study.put(api);
            newer.complete(study.registerMonitor(api));
        });
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_01");
        assertThat(device().getString("id")).isEqualTo(Pair.of(newer.join()).id());
        assertThat(Pair.of(newer.join()).redeem(api).status()).isEqualTo(200);
    }

    /** Each is decided on the pair that there was, whatever its phone does with it. */
    @ParameterizedTest
    @EnumSource(
            value = Late.class,
            names = {"REGISTER", "DEREGISTER"})
    void aPhoneThatRedeemsTheOldPairMeanwhileHoldsUpNobody(Late operation) throws InterruptedException {
        study.put(api);
        var old = Pair.registered(api, study);
        study.putRemote(api, connector.url() + "/of/" + study.studyId);
        var answer = late(operation, () -> assertThat(old.redeem(api).status()).isEqualTo(200));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(old.redeem(api).errorCode()).isEqualTo("ORS_401_02");
    }

    /** Both decided on the same pair: the revocation was first. */
    @Test
    void aPairThatIsRevokedMeanwhileIsNotReplaced() throws InterruptedException {
        study.put(api);
        study.registerMonitor(api);
        study.putRemote(api, connector.url() + "/of/" + study.studyId);
        var answer =
                late(Late.REGISTER, () -> assertThat(done(Late.REVOKE).status()).isEqualTo(204));
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo("ORS_503_01");
        assertThat(device().getString("state")).isEqualTo("Unknown");
        var again = study.registerMonitor(api);
        assertIssued(again, again.json().getString("id"));
    }
}
