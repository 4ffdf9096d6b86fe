package org.openors.figures;

import java.util.List;

/** Every figure: its name, type and labels as Prometheus has them. Times are in seconds. */
public enum Figure {
    OPERATIONS(
            "ors_operations_total",
            Type.COUNTER,
            "Answered operations by the action of their audit record and by outcome: OK or the error code",
            "action",
            "code"),
    LOCKOUTS("ors_lockouts_total", Type.COUNTER, "Pairs that were locked by wrong OTPs"),
    CONNECTOR_CALLS(
            "ors_connector_calls_total", Type.COUNTER, "Calls to remote connectors by their outcome", "outcome"),
    CONNECTOR_SECONDS(
            "ors_connector_seconds_total", Type.COUNTER, "Time that calls to remote connectors took", "outcome"),
    REQUESTS_IN_FLIGHT("ors_requests_in_flight", Type.GAUGE, "Requests that are worked on now; 128 at most"),
    TRANSACTIONS_WAITING(
            "ors_transactions_waiting",
            Type.GAUGE,
            "Transactions that wait for their turn; 24 work at once on PostgreSQL, one on H2"),
    REDEMPTIONS_WAITING(
            "ors_redemptions_waiting",
            Type.GAUGE,
            "Requests of phones that wait for their turn; 8 are worked on at once, and one for each access ID"),
    TURNS_REFUSED(
            "ors_turns_refused_total", Type.COUNTER, "Transactions and requests of phones that got no turn in time"),
    POOL_USED("ors_pool_connections_used", Type.GAUGE, "Connections of the pool in use, where the server tells"),
    POOL_LIMIT("ors_pool_connections_limit", Type.GAUGE, "Most connections of the pool, where the server tells"),
    POOL_WAIT("ors_pool_wait_seconds", Type.GAUGE, "How long this scrape waited for a connection to the database"),
    SEALING_DELAY("ors_sealing_delay_seconds", Type.GAUGE, "Age of the oldest audit record that waits for its seal"),
    CHECKPOINT_AGE(
            "ors_checkpoint_age_seconds",
            Type.GAUGE,
            "Time since this node last compared the audit trails with its checkpoints and wrote those that were due"),
    READY("ors_ready", Type.GAUGE, "1 if the readiness check says that this node is ready, else 0"),
    RELEASE("ors_release_info", Type.GAUGE, "Always 1; the labels say what runs", "version", "commit");

    /** What Prometheus may do with the values. */
    public enum Type {
        COUNTER,
        GAUGE
    }

    private final String wireName;
    private final Type type;
    private final String meaning;
    private final List<String> labels;

    Figure(String wireName, Type type, String meaning, String... labels) {
        this.wireName = wireName;
        this.type = type;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    public String wireName() {
        return wireName;
    }

    public Type type() {
        return type;
    }

    public String meaning() {
        return meaning;
    }

    public List<String> labels() {
        return labels;
    }
}
