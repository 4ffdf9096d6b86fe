package org.openors.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The processes of a test's PostgreSQL, which can be stopped, started and hung. */
final class PostgresProcess {

    private final Path data;
    private final Path program;
    private final String port;

    PostgresProcess(Database database) throws SQLException {
        data = Path.of(database.rows("SHOW data_directory").get(0).get(0));
        port = database.rows("SHOW port").get(0).get(0);
        program = ofTheProcess(postmaster(data));
    }

    private PostgresProcess(Path data, Path program, String port) {
        this.data = data;
        this.program = program;
        this.port = port;
    }

    /** Another one, of the same programs, that was not started yet. */
    PostgresProcess another(Path data, int port) {
        return new PostgresProcess(data, program, Integer.toString(port));
    }

    private static Path ofTheProcess(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    int port() {
        return Integer.parseInt(port);
    }

    /** The directory of its data. */
    Path data() {
        return data;
    }

    /** Ends all connections; then the process ends. */
    void stop() {
        control("-m", "fast", "-w", "stop");
    }

    void start() {
        control("-o", options(), "-w", "-l", data.resolve("restarted.log").toString(), "start");
    }

    /** As {@code kill -9} of all its processes: what they had not sent is not sent any more. */
    void kill() {
        control("-m", "immediate", "-w", "stop");
    }

    /** As after {@code kill -9}: it recovers from its log. */
    void restart() {
        control("-m", "immediate", "-w", "-l", data.resolve("restarted.log").toString(), "restart");
    }

    /** From now on no process of it runs. Connections stay open; new ones are taken by the kernel, and get no answer. */
    void hang() {
        signal("STOP");
    }

    void goOn() {
        signal("CONT");
    }

    private String options() {
        return "-p " + port + " -F -c max_connections=300 -c shared_preload_libraries=pg_stat_statements";
    }

    /** First to the one that starts the others. One of them may end meanwhile. */
    private void signal(String name) {
        var first = postmaster(data);
        run(List.of("kill", "-" + name, Long.toString(first)));
        ProcessHandle.of(first).orElseThrow().children().forEach(one -> signalIfItIsThere(name, one.pid()));
    }

    private static void signalIfItIsThere(String name, long pid) {
        try {
            run(List.of("kill", "-" + name, Long.toString(pid)));
        } catch (IllegalStateException failed) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                throw failed;
            }
        }
    }

    private static long postmaster(Path data) {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** PostgreSQL refuses to run as root, but root may give it a user namespace. */
    private void control(String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program.resolveSibling("pg_ctl").toString(), "-D", data.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    static void run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(command + " failed");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
