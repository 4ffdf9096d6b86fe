package org.openors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Random;

/** One device of a study of its own, and a model of what its pair may do. */
final class DeviceLife {

    private static final int MAX_ATTEMPTS = 10;

    private enum Command {
        REGISTER,
        RECREATE,
        REDEEM_RIGHT,
        REDEEM_WRONG,
        REDEEM_OLD,
        EXPIRE,
        LOCK,
        REVOKE,
        DEREGISTER
    }

    private final Api api;
    private final Database database;
    private final SampleStudy study;

    private Pair live;
    private Pair old;
    private boolean used;
    private boolean expired;
    private boolean revoked;
    private int wrong;

    DeviceLife(Api api, Database database) {
        this.api = api;
        this.database = database;
        this.study = SampleStudy.in(api);
    }

    /** Runs so many random commands; fails at the first that the model does not expect. */
    void live(int commands) throws SQLException {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < commands; i++) {
            var command = Command.values()[random.nextInt(Command.values().length)];
            assertThat(run(command))
                    .as("command %d, %s, seed %d", i, command, seed)
                    .isNull();
        }
    }

    /** Runs the command and returns what differs from the model, null if nothing does. */
    private String run(Command command) throws SQLException {
        return switch (command) {
            case REGISTER -> issued(study.registerMonitor(api), true);
            case RECREATE -> issued(api.put(study.accessCodePath(study.monitor)), live != null);
            case REDEEM_RIGHT -> live == null ? null : differs(live.redeem(api), expectedOfRight());
            case REDEEM_WRONG -> live == null ? null : wrongly();
            case REDEEM_OLD -> old == null ? null : differs(old.redeem(api), "ORS_401_02");
            case EXPIRE -> expire();
            case LOCK -> lock();
            case REVOKE -> revoke();
            case DEREGISTER -> deregister();
        };
    }

    private String issued(Answer answer, boolean isAllowed) {
        if (!isAllowed) {
            return differs(answer, "ORS_400_08");
        }
        old = live == null ? old : live;
        live = Pair.of(answer);
        used = false;
        expired = false;
        revoked = false;
        wrong = 0;
        return null;
    }

    private String expectedOfRight() {
        if (revoked || wrong >= MAX_ATTEMPTS) {
            return "ORS_401_02";
        }
        if (used) {
            return "ORS_400_13";
        }
        used = !expired;
        return expired ? "ORS_401_02" : null;
    }

    private String wrongly() {
        wrong++;
        return differs(live.withWrongOtp().redeem(api), "ORS_401_02");
    }

    private String lock() {
        String difference = null;
        while (live != null && wrong < MAX_ATTEMPTS && difference == null) {
            difference = wrongly();
        }
        return difference;
    }

    private String expire() throws SQLException {
        if (live == null || revoked) {
            return null;
        }
        expired = true;
        try (var connection = database.connect();
                var update = connection.prepareStatement(
                        "UPDATE bootstrap_credential"
                                + " SET expires_at = TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00+00:00' WHERE access_id = ?")) {
            update.setString(1, live.accessId());
            return update.executeUpdate() == 1 ? null : "no pair to expire";
        }
    }

    private String revoke() {
        var answer = api.delete(study.accessCodePath(study.monitor));
        if (live == null) {
            return differs(answer, "ORS_400_08");
        }
        revoked = true;
        return answer.status() == 204 ? null : answer.body();
    }

    private String deregister() {
        var answer = api.delete(study.devicePath(study.monitor) + "?mSubjectId=" + SampleStudy.M_SUBJECT_ID);
        if (live == null) {
            return differs(answer, "ORS_400_08");
        }
        var id = live.id();
        old = live;
        live = null;
        return answer.body().equals("\"" + id + "\"") ? null : answer.body();
    }

    private static String differs(Answer answer, String expectedCode) {
        var code = answer.errorCode();
        return Objects.equals(code, expectedCode) ? null : "expected " + expectedCode + ", got " + answer;
    }
}
