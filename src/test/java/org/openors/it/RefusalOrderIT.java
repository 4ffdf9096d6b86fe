package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of refusal (contract, sections 1 to 3): of any two faults at once, the earlier one answers. */
@ExtendWith(RunningService.class)
class RefusalOrderIT {

    /** Cloud-to-cloud, registered in an earlier system with a vendor code, in both studies. */
    private static final String COMPLETE_SCALE = SampleStudy.id();

    private static SampleStudy whole;
    private static SampleStudy withoutSettings;

    /** A request that would succeed, to be spoilt. */
    private static final class Request {
        boolean token = true;
        String[] groups = Api.ALL_RIGHTS;
        SampleStudy study = whole;
        String studyId;
        String mode = "active";
        String subjectId;
        String item = "monitor";
        String mSubjectId = SampleStudy.M_SUBJECT_ID;
        String ifMatch = "*";
        String more = ",\"subjectNumber\":\"1\"";

        private String subjectPath() {
            return "/v1.0/studies/" + (studyId == null ? study.studyId : studyId) + "/" + mode + "/subjects/"
                    + (subjectId == null ? study.subjectId : subjectId);
        }

        private String itemId() {
            return item.equals(COMPLETE_SCALE) ? item : study.item(item);
        }

        private Api caller(Api api) {
            return token ? api.withGroups(groups) : api.as(null);
        }

        Answer recreate(Api api) {
            var path = subjectPath() + "/devices/" + itemId() + "/access-code?mSubjectId=" + mSubjectId;
            return caller(api).send("PUT", path, request -> request.header("If-Match", ifMatch));
        }

        Answer register(Api api) {
            return caller(api)
                    .post(
                            subjectPath() + "/register-device",
                            "{\"inventoryId\":\"" + itemId() + "\",\"mSubjectId\":\"" + mSubjectId + "\"" + more + "}");
        }
    }

    /** A fault and its answer; of two faults the one of lower rank answers, two of one rank exclude each other. */
    private record Fault(int rank, String code, String parameter, Consumer<Request> spoil) {

        @Override
        public String toString() {
            return parameter == null ? code : code + " " + parameter;
        }
    }

    private static final List<Fault> COMMON = List.of(
            new Fault(1, "ORS_401_01", null, request -> request.token = false),
            new Fault(2, "ORS_400_01", "mode", request -> request.mode = "actived"),
            new Fault(3, "ORS_403_01", null, request -> request.groups = new String[] {"AuditGet"}),
            new Fault(5, "ORS_404_01", "studyId", request -> request.studyId = SampleStudy.id()),
            new Fault(5, "ORS_404_01", "studyId", request -> request.studyId = "no-uuid"),
            new Fault(6, "ORS_400_02", "subjectId", request -> request.subjectId = "no-uuid"),
            new Fault(6, "ORS_400_02", "subjectId", request -> request.subjectId = SampleStudy.id()),
            new Fault(7, "ORS_400_02", "mSubjectId", request -> request.mSubjectId = "MSUBJECT-002"),
            item("ORS_400_03", "unknown"),
            item("ORS_400_04", "undispensed"),
            item("ORS_400_05", "othersMonitor"),
            item("ORS_400_06", "noType"),
            item("ORS_400_07", "noConnection"),
            new Fault(10, "ORS_500_02", null, request -> request.study = withoutSettings));

    /** Most of these items have a later fault as well: none but the monitor is registered and has a vendor code. */
    private static final List<Fault> OF_A_RECREATION = List.of(
            new Fault(4, "ORS_400_01", "mSubjectId", request -> request.mSubjectId = ""),
            new Fault(4, "ORS_400_01", "If-Match", request -> request.ifMatch = "x"),
            new Fault(11, "ORS_412_01", null, request -> request.ifMatch = "\"x\""),
            item("ORS_400_08", "scale"),
            new Fault(8, "ORS_400_09", null, request -> request.item = "scaleWithoutVendor"));

    private static final List<Fault> OF_A_REGISTRATION = List.of(
            new Fault(4, "ORS_400_01", null, request -> request.mSubjectId = ""),
            item("ORS_400_10", COMPLETE_SCALE),
            new Fault(9, "ORS_400_11", "vendorCode", request -> request.more = ",\"vendorCode\":\"V\""),
            new Fault(9, "ORS_400_12", "subjectNumber", request -> request.more = ""));

    @BeforeAll
    static void putTheStudies(Api api) {
        whole = SampleStudy.in(api);
        whole.registerMonitor(api);
        withoutSettings = new SampleStudy("active").putWithoutSettings(api);
        for (var study : List.of(whole, withoutSettings)) {
            api.put(study.path() + "/study-data", """
                    {"inventory": [{"inventoryId": "${item}", "kitTypeId": "SCALE"}],
                     "dispensations": [{"inventoryId": "${item}", "subjectId": "${subject}"}],
                     "registrations": [{"inventoryId": "${item}", "deviceId": "${item}", "vendorCode": "XYZ123"}]}
                    """.replace("${item}", COMPLETE_SCALE)
                    .replace("${subject}", study.subjectId));
        }
    }

    static Stream<Arguments> recreations() {
        return pairsOf(OF_A_RECREATION);
    }

    static Stream<Arguments> registrations() {
        return pairsOf(OF_A_REGISTRATION);
    }

    @ParameterizedTest(name = "{0} before {1}")
    @MethodSource("recreations")
    void aRecreation(Fault first, Fault second, Api api) {
        assertRefusedBy(first, spoilt(second, first).recreate(api));
    }

    @ParameterizedTest(name = "{0} before {1}")
    @MethodSource("registrations")
    void aRegistration(Fault first, Fault second, Api api) {
        assertRefusedBy(first, spoilt(second, first).register(api));
    }

    @Test
    void withoutAFaultBothSucceed(Api api) {
        assertThat(new Request().recreate(api).status()).isEqualTo(200);
        assertThat(new Request().register(api).status()).isEqualTo(200);
    }

    private static void assertRefusedBy(Fault first, Answer answer) {
        assertThat(answer.errorCode()).as(answer.body()).isEqualTo(first.code);
        var details = answer.json().getJsonObject("errorData").getJsonObject("details");
        assertThat(details.getString("parameter", null)).as(answer.body()).isEqualTo(first.parameter);
    }

    private static Request spoilt(Fault... faults) {
        var request = new Request();
        for (var fault : faults) {
            fault.spoil.accept(request);
        }
        return request;
    }

    private static Fault item(String code, String item) {
        return new Fault(8, code, "inventoryId", request -> request.item = item);
    }

    private static Stream<Arguments> pairsOf(List<Fault> more) {
        var faults = Stream.concat(COMMON.stream(), more.stream()).toList();
        return faults.stream()
                .flatMap(first -> faults.stream()
                        .filter(second -> first.rank < second.rank)
                        .map(second -> arguments(first, second)));
    }
}
