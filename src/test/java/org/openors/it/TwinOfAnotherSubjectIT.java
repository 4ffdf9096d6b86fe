package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openors.identity.Identifier;
import org.openors.simulator.Fault;
import org.openors.simulator.MHealthSimulator;

/** A device that a remote connector has for another mSubjectId than that of the subject who has it now. */
@OnOneDatabase("h2")
@ExtendWith(RunningService.class)
class TwinOfAnotherSubjectIT {

    /** What has changed since the pair was made. */
    enum Change {
        THE_ITEM_IS_ANOTHER_SUBJECTS("MSUBJECT-002"),
        THE_SUBJECT_HAS_ANOTHER_ID("MSUBJECT-003");

        private final String mSubjectId;

        Change(String mSubjectId) {
            this.mSubjectId = mSubjectId;
        }
    }

    private Api api;
    private MHealthSimulator connector;
    private SampleStudy study;
    private UUID monitor;
    private UUID twin;
    private String pair;

    @BeforeAll
    static void warmUp(Api api, MHealthSimulator connector) {
        RemoteConnectorIT.warmUp(api, connector);
    }

    @BeforeEach
    void register(Api ofTheRun, MHealthSimulator simulator) {
        api = ofTheRun;
        connector = simulator;
        study = RemoteConnectorIT.remoteStudy(api, connector);
        monitor = Identifier.of(study.monitor);
        twin = Identifier.of(Pair.registered(api, study).id());
        pair = connector.accessIdOf(twin);
    }

    @AfterEach
    void heal() {
        connector.heal();
    }

    private void make(Change change) {
        var document = change == Change.THE_ITEM_IS_ANOTHER_SUBJECTS
                ? study.dispensation(study.otherSubjectId, study.monitor)
                : "{\"subjects\":[{\"subjectId\":\"" + study.subjectId + "\",\"mSubjectId\":\"" + change.mSubjectId
                        + "\"}]}";
        assertThat(api.put(study.path() + "/study-data", document).status()).isEqualTo(200);
    }

    private String holder(Change change) {
        var subject = change == Change.THE_ITEM_IS_ANOTHER_SUBJECTS ? study.otherSubjectId : study.subjectId;
        return study.path() + "/subjects/" + subject;
    }

    private Answer delete(Change change, String what) {
        return api.delete(holder(change) + "/devices/" + study.monitor + what + "?mSubjectId=" + change.mSubjectId);
    }

    private Answer registerAgain(Change change) {
        return api.post(
                holder(change) + "/register-device",
                study.registration().replace(SampleStudy.M_SUBJECT_ID, change.mSubjectId));
    }

    @ParameterizedTest
    @EnumSource
    void aDeregistrationEndsIt(Change change) {
        make(change);
        assertThat(delete(change, "").status()).isEqualTo(200);
        assertThat(connector.twinsOf(monitor)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aDeregistrationWhoseAnswerIsLostCanBeRepeated(Change change) {
        make(change);
        connector.fail("DELETE", Fault.STATUS_504_AFTER_THE_WORK);
        assertThat(delete(change, "").errorCode()).isEqualTo("ORS_503_01");
        connector.heal();
        assertThat(delete(change, "").status()).isEqualTo(200);
        assertThat(connector.twinsOf(monitor)).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aRevocationEndsItsPair(Change change) {
        make(change);
        assertThat(delete(change, "/access-code").status()).isEqualTo(204);
        assertThat(connector.accessIdOf(twin)).isNotEmpty().isNotEqualTo(pair);
    }

    /** A pair for whoever has the item now is never made for another mSubjectId. */
    @ParameterizedTest
    @EnumSource
    void aRecreationIsRefusedAndARegistrationMakesANewOne(Change change) {
        make(change);
        var refused =
                api.put(holder(change) + "/devices/" + study.monitor + "/access-code?mSubjectId=" + change.mSubjectId);
        assertThat(refused.errorCode()).isEqualTo("ORS_400_08");
        assertThat(connector.accessIdOf(twin)).isEqualTo(pair);

        var registered = registerAgain(change);
        assertThat(registered.status()).as(registered.body()).isEqualTo(200);
        assertThat(Identifier.of(registered.json().getString("id"))).isNotEqualTo(twin);
        assertThat(connector.accessIdOf(twin)).isEmpty();
        assertThat(connector.twinsOf(monitor)).isEqualTo(1);
        assertThat(newestRegistration().getString("stateBefore")).endsWith(" of device " + Identifier.format(twin));
        assertThat(delete(change, "").status()).isEqualTo(200);
        assertThat(connector.twinsOf(monitor)).isZero();
    }

    private JsonObject newestRegistration() {
        return api.get(study.path() + "/audit?action=REGISTER_DEVICE")
                .json()
                .getJsonArray("records")
                .getJsonObject(0);
    }
}
