package org.openors.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/** The processor time that the service and all processes of PostgreSQL have used. */
record CpuTime(Duration service, Duration database) {

    /** The one of the connection that asks may have ended before anybody looks for it. */
    private static final String LASTING_PROCESS =
            "SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'";

    static CpuTime now(Service service, BenchDatabase database) throws SQLException {
        var postmaster = ProcessHandle.of(database.number(LASTING_PROCESS))
                .flatMap(ProcessHandle::parent)
                .orElseThrow();
        return new CpuTime(
                used(ProcessHandle.of(service.pid()).stream()),
                used(Stream.concat(Stream.of(postmaster), postmaster.descendants())));
    }

    private static Duration used(Stream<ProcessHandle> processes) {
        return processes
                .flatMap(process -> process.info().totalCpuDuration().stream())
                .reduce(Duration.ZERO, Duration::plus);
    }

    /** What was used after an earlier time, for each of so many requests. */
    CpuTime since(CpuTime earlier, long requests) {
        return new CpuTime(
                service.minus(earlier.service).dividedBy(requests),
                database.minus(earlier.database).dividedBy(requests));
    }
}
