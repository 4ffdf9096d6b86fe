package org.openors.release;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A jar of a release, and the jars in it. Names and versions are those of the Maven descriptor that it holds. */
record ShippedJar(
        String name, byte[] content, Properties descriptor, Map<String, String> licences, List<ShippedJar> inner) {

    private static final Pattern DESCRIPTOR = Pattern.compile("META-INF/maven/[^/]+/[^/]+/pom.properties");
    private static final Pattern LICENCE =
            Pattern.compile("(?:META-INF/)?((?:LICEN[CS]E|NOTICE|COPYING|3RD-PARTY)[^/]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern JAR = Pattern.compile(".*\\.(jar|rar)");

    /** The jars of a directory and all jars in them, in the order of their names. */
    static List<ShippedJar> in(Path directory) throws IOException {
        var jars = new ArrayList<ShippedJar>();
        try (var files = Files.list(directory)) {
            for (var file : files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList()) {
                jars.addAll(of(file.getFileName().toString(), Files.readAllBytes(file))
                        .withInner());
            }
        }
        return jars;
    }

    private List<ShippedJar> withInner() {
        var all = new ArrayList<ShippedJar>(List.of(this));
        inner.forEach(jar -> all.addAll(jar.withInner()));
        return all;
    }

    private static ShippedJar of(String name, byte[] content) throws IOException {
        var descriptor = new ArrayList<Properties>();
        var licences = new TreeMap<String, String>();
        var inner = new TreeMap<String, ShippedJar>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
                read(entry.getName(), entries, descriptor, licences, inner);
            }
        }
        // A jar that holds several was made of several: none of them is its own.
        var own = descriptor.size() == 1 ? descriptor.get(0) : new Properties();
        return new ShippedJar(name, content, own, licences, List.copyOf(inner.values()));
    }

    private static void read(
            String entry,
            InputStream content,
            List<Properties> descriptors,
            Map<String, String> licences,
            Map<String, ShippedJar> inner)
            throws IOException {
        var licence = LICENCE.matcher(entry);
        if (licence.matches()) {
            licences.put(licence.group(1), new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } else if (DESCRIPTOR.matcher(entry).matches()) {
            var descriptor = new Properties();
            descriptor.load(content);
            descriptors.add(descriptor);
        } else if (JAR.matcher(entry).matches()) {
            inner.put(entry, of(entry.substring(entry.lastIndexOf('/') + 1), content.readAllBytes()));
        }
    }

    /** As an element of {@code components} of CycloneDX. */
    JsonObject component() {
        var component = Json.createObjectBuilder().add("type", "library");
        if (descriptor.isEmpty()) {
            component.add("name", name);
        } else {
            var group = descriptor.getProperty("groupId");
            var artifact = descriptor.getProperty("artifactId");
            var version = descriptor.getProperty("version");
            component
                    .add("group", group)
                    .add("name", artifact)
                    .add("version", version)
                    .add("purl", "pkg:maven/" + group + "/" + artifact + "@" + version);
        }
        var hash = Json.createObjectBuilder().add("alg", "SHA-256").add("content", sha256());
        return component
                .add("hashes", Json.createArrayBuilder().add(hash))
                .add("properties", Json.createArrayBuilder().add(property("file", name)))
                .build();
    }

    private static JsonObject property(String name, String value) {
        return Json.createObjectBuilder().add("name", name).add("value", value).build();
    }

    String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
