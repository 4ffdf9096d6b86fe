package org.openors.audit.reading;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.dom.DOMSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What is wrong with an {@code AuditEvent} by HL7's own XML schema and code systems of FHIR 4.0.1. JSON is turned into XML as
 * the specification says (2.6.2): names, order and repetitions stay, a primitive becomes an attribute.
 */
final class FhirR4 {

    private static final String NAMESPACE = "http://hl7.org/fhir";
    private static final String MODEL = "/org/hl7/fhir/r4/model/";
    private static final List<String> FILES = List.of("fhir-single.xsd", "fhir-xhtml.xsd", "xml.xsd");
    private static final String HL7 = "http://terminology.hl7.org/";

    private final Schema schema;
    private final Map<String, String> displays = new HashMap<>();

    FhirR4() {
        try {
            schema = schema();
            readCodeSystems();
        } catch (IOException | SAXException | XMLStreamException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Its files refer to each other, so they are put side by side. */
    private static Schema schema() throws IOException, SAXException {
        var directory = Files.createTempDirectory("fhir-r4");
        try {
            for (var name : FILES) {
                try (var file = FhirR4.class.getResourceAsStream(MODEL + "schema/" + name)) {
                    Files.copy(file, directory.resolve(name));
                }
            }
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                    .newSchema(directory.resolve(FILES.get(0)).toFile());
        } finally {
            for (var name : FILES) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.delete(directory);
        }
    }

    private void readCodeSystems() throws IOException, XMLStreamException {
        try (var file = FhirR4.class.getResourceAsStream(MODEL + "valueset/valuesets.xml")) {
            var xml = XMLInputFactory.newFactory().createXMLStreamReader(file);
            String system = null;
            String code = null;
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    var value = xml.getAttributeValue(null, "value");
                    switch (xml.getLocalName()) {
                        case "CodeSystem", "ValueSet" -> system = null;
                        case "url" -> system = system == null ? value : system;
                        case "code" -> code = value;
                        case "display" -> displays.putIfAbsent(system + "|" + code, value);
                        default -> {}
                    }
                }
            }
        }
    }

    List<String> problems(JsonObject event) {
        var problems = new ArrayList<String>();
        try {
            schema.newValidator().validate(new DOMSource(xml(event)));
        } catch (SAXException invalid) {
            problems.add(invalid.getMessage());
        } catch (IOException | ParserConfigurationException failure) {
            throw new IllegalStateException(failure);
        }
        addUnknownCodes(event, problems);
        return problems;
    }

    private void addUnknownCodes(JsonValue value, List<String> problems) {
        if (value instanceof JsonArray list) {
            list.forEach(element -> addUnknownCodes(element, problems));
        }
        if (value instanceof JsonObject object) {
            object.values().forEach(member -> addUnknownCodes(member, problems));
            var system = object.getString("system", "");
            var known = displays.get(system + "|" + object.getString("code", ""));
            if (system.startsWith(HL7) && !object.getString("display", "").equals(known)) {
                problems.add(object + " is not in its code system");
            }
        }
    }

    private static Document xml(JsonObject event) throws ParserConfigurationException {
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        var root = document.createElementNS(NAMESPACE, event.getString("resourceType"));
        document.appendChild(root);
        event.forEach((name, value) -> {
            if (!name.equals("resourceType")) {
                append(root, name, value);
            }
        });
        return document;
    }

    private static void append(Element parent, String name, JsonValue value) {
        if (value instanceof JsonArray list) {
            if (list.isEmpty()) {
                throw new AssertionError("FHIR knows no empty lists: " + name);
            }
            list.forEach(element -> append(parent, name, element));
            return;
        }
        var element = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
        parent.appendChild(element);
        if (value instanceof JsonObject object) {
            object.forEach((member, child) -> append(element, member, child));
        } else {
            element.setAttribute("value", value instanceof JsonString text ? text.getString() : value.toString());
        }
    }
}
