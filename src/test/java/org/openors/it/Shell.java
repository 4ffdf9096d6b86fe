package org.openors.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs commands as a person types them. */
final class Shell {

    record Done(int exitCode, String output) {}

    private Shell() {}

    /** @throws IllegalStateException if a command fails */
    static String run(Path directory, Map<String, String> environment, String commands)
            throws IOException, InterruptedException {
        var done = result(directory, environment, commands);
        if (done.exitCode() != 0) {
            throw new IllegalStateException(commands + "\n" + done.output());
        }
        return done.output();
    }

    static Done result(Path directory, Map<String, String> environment, String commands)
            throws IOException, InterruptedException {
        var output = Files.createTempFile("shell", ".txt");
        var builder = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("ORS_") || name.startsWith("PG"));
        builder.environment().putAll(environment);
        int exitCode = builder.start().waitFor();
        var text = Files.readString(output);
        Files.delete(output);
        return new Done(exitCode, text);
    }
}
