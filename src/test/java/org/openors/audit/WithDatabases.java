package org.openors.audit;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of one class with a database of each kind, the same for all its methods: their {@code @MethodSource("databases")}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WithDatabases {

    protected List<TrailDatabase> databases;

    @BeforeAll
    final void startDatabases() throws IOException {
        databases = TrailDatabase.ofEachKind();
    }

    @AfterAll
    final void stopDatabases() throws IOException {
        for (var database : databases) {
            database.close();
        }
    }

    protected List<TrailDatabase> databases() {
        return databases;
    }
}
