package org.openors.it;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The service, built so that its clock is wrong. All that it decides by time asks the one clock of {@code SystemClock}. */
final class OtherClock {

    private static final String CLASS = "org/openors/settings/SystemClock";
    private static final String SOURCE = """
            package org.openors.settings;

            import jakarta.enterprise.context.ApplicationScoped;
            import jakarta.enterprise.inject.Produces;
            import java.time.Clock;
            import java.time.Duration;
            import java.time.ZoneOffset;

            @ApplicationScoped
            public class SystemClock {

                @Produces
                Clock utc() {
                    return Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.parse("%s"));
                }
            }
            """;

    private OtherClock() {}

    /**
     * Makes a project below this directory, for {@link Server#launchBuilt}. Only the WAR is its own.
     *
     * @param ahead of the right time; negative if the clock is slow
     */
    static Path built(Path directory, Duration ahead) throws IOException {
        var target = Files.createDirectories(directory.resolve("target"));
        Files.createSymbolicLink(
                directory.resolve("server-config"), Path.of("server-config").toAbsolutePath());
        for (var unchanged : List.of("server", "ec-ors-svc")) {
            Files.createSymbolicLink(
                    target.resolve(unchanged), Path.of("target", unchanged).toAbsolutePath());
        }
        var classes = compiled(target.resolve("classes"), ahead);
        var war = Files.copy(Path.of("target", "ec-ors-svc.war"), target.resolve("ec-ors-svc.war"));
        try (var content = FileSystems.newFileSystem(war)) {
            var inWar = content.getPath("/WEB-INF/classes", CLASS + ".class");
            Files.delete(inWar);
            Files.copy(classes.resolve(CLASS + ".class"), inWar);
        }
        return directory;
    }

    private static Path compiled(Path classes, Duration ahead) throws IOException {
        Files.createDirectories(classes);
        var source = new SimpleJavaFileObject(URI.create("string:///" + CLASS + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return SOURCE.formatted(ahead);
            }
        };
        var options =
                List.of("-d", classes.toString(), "-classpath", System.getProperty("java.class.path"), "-proc:none");
        boolean isCompiled = ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, options, null, List.of(source))
                .call();
        if (!isCompiled) {
            throw new IllegalStateException("the clock could not be compiled");
        }
        return classes;
    }
}
