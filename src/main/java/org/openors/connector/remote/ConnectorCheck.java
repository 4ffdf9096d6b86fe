package org.openors.connector.remote;

import java.util.Optional;

/**
 * How a check of a connector ended.
 *
 * @param problem empty if the connector works and knows the study
 * @param call what the audit record says of the call
 */
public record ConnectorCheck(Optional<ConnectorProblem> problem, String call) {}
