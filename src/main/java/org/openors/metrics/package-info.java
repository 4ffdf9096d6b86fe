/**
 * {@code /ec-ors-svc/metrics}: the figures of this process in the text format of Prometheus.
 *
 * <ol>
 *   <li>Closed by default: without {@code ORS_METRICS_TOKEN_FILE} it does not exist, and with it only who has its token reads.
 *   <li>It is the same on every server (ADR 43).
 *   <li>It answers while the database is away, after the pool's wait of 5 s at most for each connection and 3 s for the readiness.
 * </ol>
 */
package org.openors.metrics;
