package org.openors.audit.reading;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.openors.audit.AuditAction;
import org.openors.audit.AuditField;
import org.openors.input.PrintableText;

/**
 * Newline-delimited JSON: one FHIR R4 {@code AuditEvent} (HL7 FHIR 4.0.1, 6.4) on each line. Fields without an element
 * in R4 are details of the first entity: the study, or the service itself.
 */
final class FhirFormat implements AuditFormat {

    /** The start of the URIs that this service defines: its actions and its identifier systems. */
    static final String OWN = "https://openors.org/ec-ors-svc/";

    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String IP_ADDRESS = "2";
    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    /** The kinds of entity, with their HL7 codes (audit-entity-type, object-role). */
    private enum Kind {
        SERVICE("service", "4", "Other", "4", "Domain Resource"),
        STUDY("study", "4", "Other", "4", "Domain Resource"),
        SUBJECT("subject", "1", "Person", "1", "Patient"),
        INVENTORY("inventory", "2", "System Object", "4", "Domain Resource"),
        DEVICE("device", "2", "System Object", "4", "Domain Resource");

        private final String system;
        private final JsonObject type;
        private final JsonObject role;

        Kind(String name, String type, String typeName, String role, String roleName) {
            this.system = OWN + name;
            this.type = coding(HL7 + "audit-entity-type", type, typeName).build();
            this.role = coding(HL7 + "object-role", role, roleName).build();
        }
    }

    @Override
    public void write(AuditEntry entry, Writer out) throws IOException {
        out.write(VisibleText.json(event(entry).toString()));
        out.write('\n');
    }

    /** Writes an {@code OperationOutcome}. Every other line is an {@code AuditEvent}. */
    @Override
    public void breakOff(Writer out) throws IOException {
        var issue = JSON.createObjectBuilder()
                .add("severity", "fatal")
                .add("code", "incomplete")
                .add("diagnostics", BROKEN_OFF);
        var outcome = JSON.createObjectBuilder()
                .add("resourceType", "OperationOutcome")
                .add("issue", list(issue));
        out.write(outcome.build().toString() + '\n');
    }

    static JsonObject event(AuditEntry entry) {
        var event = JSON.createObjectBuilder()
                .add("resourceType", "AuditEvent")
                .add("id", entry.text(AuditField.ID))
                .add("type", coding(HL7 + "audit-event-type", "rest", "RESTful Operation"))
                .add("subtype", list(coding(OWN + "audit-action", entry.text(AuditField.ACTION))))
                .add("action", action(entry))
                .add("recorded", entry.text(AuditField.OCCURRED_AT))
                .add("outcome", outcome(entry));
        given(entry, AuditField.ERROR_CODE)
                .ifPresent(code -> event.add(
                        "outcomeDesc",
                        code
                                + given(entry, AuditField.REASON)
                                        .map(reason -> " " + reason)
                                        .orElse("")));
        return event.add("agent", list(agent(entry)))
                .add("source", source())
                .add("entity", entities(entry))
                .build();
    }

    /** One of the FHIR codes C, R, U, D, E: create, read, update, delete, execute. What changes nothing reads. */
    private static String action(AuditEntry entry) {
        return switch (AuditAction.named(entry.text(AuditField.ACTION)).orElse(AuditAction.OTHER)) {
            case REGISTER_DEVICE -> "C";
            case LIST_DEVICES,
                    LIST_STUDIES,
                    FIND_SUBJECTS,
                    FIND_DEVICES,
                    CHECK_ACCESS_CODE,
                    PREVIEW_STUDY_DATA,
                    EXPORT_STUDY_DATA,
                    READ_DEVICE_SERVICE,
                    CHECK_DEVICE_SERVICE,
                    READ_AUDIT,
                    EXPORT_AUDIT,
                    VERIFY_AUDIT,
                    ARCHIVE_AUDIT -> "R";
            case RECREATE_ACCESS_CODE,
                    REGISTER_SUBJECT,
                    IMPORT_STUDY_DATA,
                    IMPORT_KIT_TYPE,
                    IMPORT_SITE,
                    IMPORT_SUBJECT,
                    IMPORT_ITEM,
                    DISPENSE_ITEM,
                    TAKE_BACK_ITEM,
                    IMPORT_REGISTRATION -> "U";
            case DEREGISTER_DEVICE, REVOKE_ACCESS_CODE -> "D";
            case BOOTSTRAP_DEVICE, ROTATE_KEY, COUNT_REFUSALS, OTHER -> "E";
        };
    }

    /** 0 for success, 4 (minor) for a refusal, 8 (serious) for a failure, 12 (major) if the service was unavailable. */
    private static String outcome(AuditEntry entry) {
        return switch (entry.text(AuditField.OUTCOME)) {
            case "Success" -> "0";
            case "Refused" -> "4";
            case "Unknown" -> "12";
            default -> given(entry, AuditField.ERROR_CODE).orElse("").startsWith("ORS_503") ? "12" : "8";
        };
    }

    /**
     * The caller; without {@code who} if the record names none. A phone is named by its access ID and has no issuer.
     */
    private static JsonObjectBuilder agent(AuditEntry entry) {
        var agent = JSON.createObjectBuilder();
        var issuer = given(entry, AuditField.ACTOR_ISSUER).map(text -> uri("issuer", text));
        given(entry, AuditField.ACTOR)
                .ifPresent(actor -> agent.add("who", identified(issuer.orElse(OWN + "access-id"), actor)));
        agent.add("requestor", true);
        given(entry, AuditField.ACTOR_RIGHT)
                .ifPresent(
                        right -> agent.add("policy", JSON.createArrayBuilder().add(uri("right", right))));
        agent.add(
                "network",
                JSON.createObjectBuilder()
                        .add("address", entry.text(AuditField.PEER_ADDRESS))
                        .add("type", IP_ADDRESS));
        given(entry, AuditField.CHANGE_REASON)
                .ifPresent(reason -> agent.add(
                        "purposeOfUse", list(JSON.createObjectBuilder().add("text", reason))));
        return agent;
    }

    private static JsonObjectBuilder source() {
        return JSON.createObjectBuilder()
                .add("observer", JSON.createObjectBuilder().add("display", "ec-ors-svc"))
                .add("type", list(coding(HL7 + "security-source-type", "4", "Application Server")));
    }

    private static JsonArrayBuilder entities(AuditEntry entry) {
        var entities = JSON.createArrayBuilder();
        entities.add(owner(entry).add("detail", details(entry)));
        given(entry, AuditField.SUBJECT_ID).ifPresent(id -> entities.add(entity(Kind.SUBJECT, id)));
        given(entry, AuditField.INVENTORY_ID).ifPresent(id -> entities.add(entity(Kind.INVENTORY, id)));
        given(entry, AuditField.DEVICE_ID).ifPresent(id -> entities.add(entity(Kind.DEVICE, id)));
        return entities;
    }

    private static JsonObjectBuilder owner(AuditEntry entry) {
        return given(entry, AuditField.STUDY_ID)
                .map(study -> entity(Kind.STUDY, study))
                .orElseGet(() -> entity(Kind.SERVICE, "ec-ors-svc"));
    }

    private static JsonObjectBuilder entity(Kind kind, String id) {
        return JSON.createObjectBuilder()
                .add("what", identified(kind.system, id))
                .add("type", kind.type)
                .add("role", kind.role);
    }

    private static JsonArrayBuilder details(AuditEntry entry) {
        var details = JSON.createArrayBuilder();
        detail(details, AuditField.MODE.wireName(), entry.text(AuditField.MODE));
        detail(details, AuditField.REFERENCE.wireName(), entry.text(AuditField.REFERENCE));
        detail(details, AuditField.STATE_BEFORE.wireName(), entry.text(AuditField.STATE_BEFORE));
        detail(details, AuditField.STATE_AFTER.wireName(), entry.text(AuditField.STATE_AFTER));
        detail(details, AuditField.CHANGE_REASON.wireName(), entry.text(AuditField.CHANGE_REASON));
        detail(details, AuditField.CONNECTOR_CALL.wireName(), entry.text(AuditField.CONNECTOR_CALL));
        detail(
                details,
                "sequence",
                entry.sequence() == null ? null : entry.sequence().toString());
        return details;
    }

    private static void detail(JsonArrayBuilder details, String type, String value) {
        if (PrintableText.isGiven(value)) {
            details.add(JSON.createObjectBuilder().add("type", type).add("valueString", value));
        }
    }

    /** The text; empty if it is not given, as FHIR does not allow empty strings. */
    private static Optional<String> given(AuditEntry entry, AuditField field) {
        return Optional.ofNullable(entry.text(field)).filter(PrintableText::isGiven);
    }

    private static JsonObjectBuilder identified(String system, String value) {
        return JSON.createObjectBuilder()
                .add(
                        "identifier",
                        JSON.createObjectBuilder().add("system", system).add("value", value));
    }

    /**
     * The text if it is an absolute URI, else a URI of this service that ends in the text: an issuer may be any text
     * (RFC 7519, 4.1.1).
     */
    private static String uri(String kind, String text) {
        try {
            if (new URI(text).isAbsolute()) {
                return text;
            }
        } catch (URISyntaxException notAUri) {
            // The text becomes part of a URI of this service, below.
        }
        return OWN + kind + "/" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonObjectBuilder coding(String system, String code, String display) {
        return coding(system, code).add("display", display);
    }

    private static JsonObjectBuilder coding(String system, String code) {
        return JSON.createObjectBuilder().add("system", system).add("code", code);
    }

    private static JsonArrayBuilder list(JsonObjectBuilder only) {
        return JSON.createArrayBuilder().add(only);
    }
}
