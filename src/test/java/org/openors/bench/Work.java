package org.openors.bench;

import java.io.IOException;
import java.sql.SQLException;

/** What is measured, done by one worker with a connection of its own. */
interface Work extends AutoCloseable {

    @Override
    void close() throws IOException, SQLException;

    /** Does it once; false if there is nothing left to do it to. Throws if the outcome is not the expected one. */
    boolean once() throws Exception;

    /** Gives each worker its own. */
    @FunctionalInterface
    interface Source {
        Work open() throws Exception;
    }
}
