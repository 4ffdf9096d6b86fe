package org.openors.audit.reading;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonPatchBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditField;
import org.openors.input.PrintableText;

/** An export's lines are FHIR R4 audit events, whatever a record holds. */
class FhirFormatTest {

    private static final FhirR4 R4 = new FhirR4();

    /** A record of the service's own trail may name no study and no mode. */
    @Test
    void writesARecordThatConcernsNoStudy() {
        var texts = Entries.stranger();
        texts.keySet().removeAll(List.of(AuditField.STUDY_ID, AuditField.MODE));
        var entity = event(texts, 3L).getJsonArray("entity").getJsonObject(0);
        assertThat(entity.getJsonObject("what").getJsonObject("identifier").getString("system"))
                .isEqualTo("https://openors.org/ec-ors-svc/service");
        assertThat(R4.problems(event(texts, 3L))).isEmpty();
    }

    @Test
    void writesARecreation() {
        assertThat(event(Entries.recreation(), 4711L)).isEqualTo(json("""
                {
                  "resourceType": "AuditEvent",
                  "id": "01A207BDAA3D7C1F9A8D1E02B3C4D5F6",
                  "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-event-type", "code": "rest",
                           "display": "RESTful Operation"},
                  "subtype": [{"system": "https://openors.org/ec-ors-svc/audit-action", "code": "RECREATE_ACCESS_CODE"}],
                  "action": "U",
                  "recorded": "2026-11-23T09:30:00.125Z",
                  "outcome": "0",
                  "agent": [{
                    "who": {"identifier": {"system": "https://idp.example.org", "value": "nurse-17"}},
                    "requestor": true,
                    "policy": ["https://openors.org/ec-ors-svc/right/DeviceActionsPost"],
                    "network": {"address": "127.0.0.1", "type": "2"},
                    "purposeOfUse": [{"text": "The phone was lost"}]
                  }],
                  "source": {
                    "observer": {"display": "ec-ors-svc"},
                    "type": [{"system": "http://terminology.hl7.org/CodeSystem/security-source-type", "code": "4",
                              "display": "Application Server"}]
                  },
                  "entity": [
                    {"what": {"identifier": {"system": "https://openors.org/ec-ors-svc/study",
                                             "value": "6F9619FF8B86D011B42D00C04FC964FF"}},
                     "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "4",
                              "display": "Other"},
                     "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "4",
                              "display": "Domain Resource"},
                     "detail": [
                       {"type": "mode", "valueString": "active"},
                       {"type": "reference", "valueString": "4F1C0E3B9D7A45C8A2B6F0E1D3C5B7A9"},
                       {"type": "stateBefore", "valueString": "Expired XYZ789"},
                       {"type": "stateAfter", "valueString": "AwaitingBootstrap ABC123"},
                       {"type": "changeReason", "valueString": "The phone was lost"},
                       {"type": "sequence", "valueString": "4711"}]},
                    {"what": {"identifier": {"system": "https://openors.org/ec-ors-svc/subject",
                                             "value": "0A1B2C3D4E5F67890123456789ABCDEF"}},
                     "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "1",
                              "display": "Person"},
                     "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "1",
                              "display": "Patient"}},
                    {"what": {"identifier": {"system": "https://openors.org/ec-ors-svc/inventory",
                                             "value": "B1B8327AFAA6412287106192AB5984EF"}},
                     "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "2",
                              "display": "System Object"},
                     "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "4",
                              "display": "Domain Resource"}},
                    {"what": {"identifier": {"system": "https://openors.org/ec-ors-svc/device",
                                             "value": "9C2E47D1A05B4F6E8D3710BC52A6F984"}},
                     "type": {"system": "http://terminology.hl7.org/CodeSystem/audit-entity-type", "code": "2",
                              "display": "System Object"},
                     "role": {"system": "http://terminology.hl7.org/CodeSystem/object-role", "code": "4",
                              "display": "Domain Resource"}}
                  ]
                }
                """));
    }

    @Test
    void saysOfAStrangerOnlyWhereTheRequestCameFrom() {
        var event = event(Entries.stranger(), null);
        assertThat(R4.problems(event)).isEmpty();
        assertThat(event.getJsonArray("agent").toString())
                .isEqualTo("[{\"requestor\":true,\"network\":{\"address\":\"2001:db8::1\",\"type\":\"2\"}}]");
        assertThat(event.getString("outcomeDesc")).isEqualTo("ORS_401_01 UNAUTHENTICATED");
    }

    @Test
    void knowsAPhoneByItsAccessId() {
        var texts = Entries.recreation();
        texts.remove(AuditField.ACTOR_ISSUER);
        texts.put(AuditField.ACTOR, "ABC123");
        var event = event(texts, 1L);
        assertThat(R4.problems(event)).isEmpty();
        assertThat(event.getValue("/agent/0/who").toString())
                .isEqualTo(
                        "{\"identifier\":{\"system\":\"https://openors.org/ec-ors-svc/access-id\",\"value\":\"ABC123\"}}");
    }

    @Test
    void makesAUriOfAnIssuerThatIsNone() {
        var texts = Entries.recreation();
        texts.put(AuditField.ACTOR_ISSUER, "our own IdP");
        texts.put(AuditField.ACTOR_RIGHT, "AuditGet@6F9619FF8B86D011B42D00C04FC964FF/*");
        var agent = event(texts, 1L).getValue("/agent/0").asJsonObject();
        assertThat(agent.getValue("/who/identifier/system"))
                .isEqualTo(Json.createValue("https://openors.org/ec-ors-svc/issuer/our+own+IdP"));
        assertThat(agent.getValue("/policy/0"))
                .isEqualTo(Json.createValue(
                        "https://openors.org/ec-ors-svc/right/AuditGet%406F9619FF8B86D011B42D00C04FC964FF%2F*"));
    }

    @ParameterizedTest
    @EnumSource
    void everyActionIsValid(AuditAction action) {
        var texts = Entries.recreation();
        texts.put(AuditField.ACTION, action.name());
        assertThat(R4.problems(event(texts, 1L))).isEmpty();
    }

    /** The names say it: a new action of a known kind has the letter of its kind. */
    @ParameterizedTest
    @EnumSource
    void theLetterFitsTheNameOfTheAction(AuditAction action) {
        var texts = Entries.recreation();
        texts.put(AuditField.ACTION, action.name());
        var letter = event(texts, 1L).getString("action");
        switch (action.name().replaceFirst("_.*", "")) {
            case "LIST", "FIND", "CHECK", "READ", "EXPORT", "PREVIEW", "VERIFY", "ARCHIVE" ->
                assertThat(letter).isEqualTo("R");
            case "IMPORT", "DISPENSE", "TAKE", "RECREATE" -> assertThat(letter).isEqualTo("U");
            case "DEREGISTER", "REVOKE" -> assertThat(letter).isEqualTo("D");
            case "REGISTER" -> assertThat(letter).isIn("C", "U");
            default -> assertThat(letter).isEqualTo("E");
        }
    }

    @Test
    void anActionOfALaterVersionIsValid() {
        var texts = Entries.recreation();
        texts.put(AuditField.ACTION, "SOMETHING_NEW");
        assertThat(R4.problems(event(texts, 1L))).isEmpty();
        assertThat(event(texts, 1L).getString("action")).isEqualTo("E");
    }

    /** The database takes such a row. One that was planted must not end an export. */
    @Test
    void aFailureWithoutACodeOrAReasonIsWritten() {
        var texts = Entries.recreation();
        Entries.refused(texts, "Failed", null, null);
        assertThat(event(texts, 1L).getString("outcome")).isEqualTo("8");
        Entries.refused(texts, "Failed", "ORS_500_01", null);
        assertThat(event(texts, 1L).getString("outcomeDesc")).isEqualTo("ORS_500_01");
    }

    @ParameterizedTest
    @CsvSource({
        "Refused,ORS_400_04,4",
        "Refused,ORS_403_01,4",
        "Failed,ORS_500_01,8",
        "Failed,ORS_503_01,12",
        "Failed,ORS_503_02,12"
    })
    void tellsHowBadItWas(String outcome, String code, String fhir) {
        var texts = Entries.recreation();
        Entries.refused(texts, outcome, code, "REASON");
        assertThat(event(texts, 1L).getString("outcome")).isEqualTo(fhir);
        assertThat(R4.problems(event(texts, 1L))).isEmpty();
    }

    @Property
    void anyTextStaysInOneLineAndComesBack(
            @ForAll("withAnyTexts") Map<AuditField, String> one, @ForAll("withAnyTexts") Map<AuditField, String> other)
            throws IOException {
        var out = new StringWriter();
        new FhirFormat().write(Entries.entry(one, 1L), out);
        new FhirFormat().write(Entries.entry(other, null), out);

        assertThat(out.toString()).endsWith("\n");
        assertThat(out.toString().lines().map(FhirFormatTest::json))
                .containsExactly(event(one, 1L), event(other, null));
    }

    @Property(tries = 200)
    void anyPrintableTextIsValid(@ForAll("withAnyTexts") Map<AuditField, String> texts) {
        texts.replaceAll((field, text) -> text == null ? null : PrintableText.printable(text, 255));
        assertThat(R4.problems(event(texts, 1L))).isEmpty();
    }

    static Stream<UnaryOperator<JsonPatchBuilder>> faults() {
        return Stream.of(
                patch -> patch.remove("/agent"),
                patch -> patch.remove("/agent/0/requestor"),
                patch -> patch.remove("/recorded"),
                patch -> patch.replace("/recorded", "2026-11-23"),
                patch -> patch.remove("/source/observer"),
                patch -> patch.replace("/outcome", "5"),
                patch -> patch.replace("/action", "X"),
                patch -> patch.replace("/type/code", "restful"),
                patch -> patch.replace("/entity/0/role/display", "Patient"),
                patch -> patch.remove("/entity/0/detail/0/type"),
                patch -> patch.add("/entity/0/detail/0/valueBase64Binary", "AAAA"),
                patch -> patch.add("/more", "x"),
                patch -> patch.replace("/id", "a b"));
    }

    /** The control: the validator finds what is wrong. */
    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsFound(UnaryOperator<JsonPatchBuilder> fault) {
        var broken = fault.apply(Json.createPatchBuilder()).build().apply(event(Entries.recreation(), 1L));
        assertThat(R4.problems(broken)).isNotEmpty();
    }

    @Provide
    Arbitrary<Map<AuditField, String>> withAnyTexts() {
        return Entries.withAnyTexts();
    }

    private static JsonObject event(Map<AuditField, String> texts, Long sequence) {
        return FhirFormat.event(Entries.entry(texts, sequence));
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
