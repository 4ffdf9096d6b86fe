package org.openors.study;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.openors.input.JsonFields;
import org.openors.input.Problems;
import org.openors.input.StrictJson;

/**
 * A study-data document, read and checked. It is read once, as a stream, before the transaction begins. Only the values
 * of its rows are in memory then, so that it takes up to three times what its text does. A section of rows so short that they would
 * take more has a limit.
 */
final class StudyDataDocument {

    private final Map<Section, List<Object[]>> rows = new EnumMap<>(Section.class);
    private final StudyHeader header;
    private final String sha256;

    /** Gets the next rows of a section. The index is that of the first. */
    interface SetReader {
        void read(int index, List<Object[]> rows);
    }

    /**
     * Reads a document to its end.
     *
     * @throws org.openors.error.Refusal {@link org.openors.error.ErrorCode#INVALID_REQUEST} with up to 100 problems
     */
    StudyDataDocument(InputStream body) {
        var problems = new Problems();
        var others = Json.createObjectBuilder();
        var digest = new DigestInputStream(body, sha256());
        try (var json = new StrictJson(digest)) {
            json.readDocument((name, value) -> readMember(name, value, others, problems));
        }
        header = StudyHeader.of(new JsonFields(others.build(), "", problems));
        problems.refuseIfAny();
        refuseRegistrationsOfTakenItems(problems);
        sha256 = HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }

    private void readMember(String name, StrictJson json, JsonObjectBuilder others, Problems problems) {
        var section = Section.named(name);
        if (section.isPresent()) {
            readSection(section.get(), json, problems);
        } else {
            others.add(name, json.readValue());
        }
    }

    private void readSection(Section section, StrictJson json, Problems problems) {
        var read = new ArrayList<Object[]>();
        var keys = new HashSet<Object>();
        boolean isArray = json.readArray((index, element) -> {
            refuseIfTooMany(section, index, problems);
            section.row(index, element, problems).ifPresent(row -> {
                refuseIfTwice(section.pathOf(index), row[0], keys, problems);
                read.add(row);
            });
            if (problems.isFull()) {
                problems.refuseIfAny();
            }
        });
        if (!isArray) {
            problems.add("/" + section.wireName(), "must be a list");
        }
        rows.put(section, read);
    }

    private static void refuseIfTooMany(Section section, int index, Problems problems) {
        if (index == section.most()) {
            problems.add("/" + section.wireName(), "must be a list of at most " + section.most() + " rows");
            problems.refuseIfAny();
        }
    }

    private static void refuseIfTwice(String path, Object key, Set<Object> keys, Problems problems) {
        if (key != null && !keys.add(key)) {
            problems.add(path, "is in the document twice");
        }
    }

    /** Sent again, such a document would end the registration that it brings. */
    private void refuseRegistrationsOfTakenItems(Problems problems) {
        var taken = rowsOf(Section.DISPENSATIONS).stream()
                .filter(Section::takesBack)
                .map(row -> row[0])
                .collect(Collectors.toSet());
        var registrations = rowsOf(Section.REGISTRATIONS);
        for (int i = 0; i < registrations.size() && !taken.isEmpty(); i++) {
            if (taken.contains(registrations.get(i)[0])) {
                problems.add(Section.REGISTRATIONS.pathOf(i), "is of an item that the document takes back");
            }
        }
        problems.refuseIfAny();
    }

    /** What it says of the study itself. */
    StudyHeader header() {
        return header;
    }

    /** The SHA-256 of its bytes as received, in lower-case hex. */
    String digest() {
        return sha256;
    }

    /** The number of rows in each section. */
    Map<String, Integer> counts() {
        var counts = new LinkedHashMap<String, Integer>();
        for (var section : Section.values()) {
            counts.put(section.wireName(), rowsOf(section).size());
        }
        return counts;
    }

    /** Hands out the rows of one section, in sets. */
    void readRows(Section section, SetReader reader) {
        var all = rowsOf(section);
        int size = section.atOnce();
        for (int from = 0; from < all.size(); from += size) {
            reader.read(from, all.subList(from, Math.min(from + size, all.size())));
        }
    }

    private List<Object[]> rowsOf(Section section) {
        return rows.getOrDefault(section, List.of());
    }
}
