package org.openors.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Writes {@code target/reliability/mutation.md} from PIT's result: the score of each package, and each mutation that no test
 * found. Fails if a score is below 90 %.
 */
public final class MutationReport {

    private static final Path RESULT = Path.of("target", "pit-reports", "mutations.xml");
    private static final Path FILE = Path.of("target", "reliability", "mutation.md");
    private static final int TARGET_PERCENT = 90;

    private record Mutation(String type, String method, String line, String what, boolean isFound, boolean isTimedOut) {

        String component() {
            return type.substring("org.openors.".length(), type.lastIndexOf('.'));
        }
    }

    private MutationReport() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, List<Mutation>> components = mutations().stream()
                .collect(Collectors.groupingBy(Mutation::component, TreeMap::new, Collectors.toList()));
        var lines = new ArrayList<>(List.of(
                "| package | mutations | found | of them by a test that did not end | score |",
                "|---|---|---|---|---|"));
        components.forEach((name, all) -> lines.add("| %s | %d | %d | %d | %.1f %% |"
                .formatted(name, all.size(), found(all), timedOut(all), percent(all))));
        lines.addAll(List.of("", "| not found | where |", "|---|---|"));
        components
                .values()
                .forEach(all -> all.stream()
                        .filter(mutation -> !mutation.isFound())
                        .forEach(mutation -> lines.add("| " + mutation.what() + " | " + mutation.type() + "."
                                + mutation.method() + ", line " + mutation.line() + " |")));
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
        lines.forEach(System.out::println);
        var low = components.entrySet().stream()
                .filter(component -> percent(component.getValue()) < TARGET_PERCENT)
                .map(Map.Entry::getKey)
                .toList();
        if (!low.isEmpty()) {
            throw new IllegalStateException("below " + TARGET_PERCENT + " %: " + low);
        }
    }

    private static long found(List<Mutation> all) {
        return all.stream().filter(Mutation::isFound).count();
    }

    /** A slow machine can do that, too: many of them say little. */
    private static long timedOut(List<Mutation> all) {
        return all.stream().filter(Mutation::isTimedOut).count();
    }

    private static double percent(List<Mutation> all) {
        return 100.0 * found(all) / all.size();
    }

    private static List<Mutation> mutations() throws Exception {
        var nodes = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(RESULT.toFile())
                .getElementsByTagName("mutation");
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .map(node -> new Mutation(
                        text(node, "mutatedClass"),
                        text(node, "mutatedMethod"),
                        text(node, "lineNumber"),
                        text(node, "description"),
                        Boolean.parseBoolean(node.getAttribute("detected")),
                        node.getAttribute("status").equals("TIMED_OUT")))
                .toList();
    }

    private static String text(Element node, String name) {
        return node.getElementsByTagName(name).item(0).getTextContent();
    }
}
