package org.openors.bench;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.openors.it.RawHttp;

/**
 * What a site does in a day, in the shares below, on devices that no other worker has. An answer that is not the expected one
 * is an error, which is noted and does not end the work.
 */
final class SiteMix implements Work {

    /** Operations and their shares in percent. */
    enum Operation {
        LIST(30),
        CHECK(14),
        RECREATE(25),
        REDEEM(12),
        WRONG_OTP(8),
        REGISTER(4),
        DEREGISTER_AND_REGISTER(3),
        READ_AUDIT(3),
        IMPORT(1);

        private final int share;

        Operation(int share) {
            this.share = share;
        }

        static Operation any() {
            int left = ThreadLocalRandom.current().nextInt(100);
            for (var operation : values()) {
                left -= operation.share;
                if (left < 0) {
                    return operation;
                }
            }
            return LIST;
        }
    }

    /** Study data comes from one system, one document after the other. */
    private static final Object ONE_SYSTEM = new Object();

    private final RawHttp connection;
    private final String token;
    private final int first;
    private final int count;
    private final ConcurrentMap<Operation, AtomicLong> done;
    private final Queue<String> errors;
    private final Map<Integer, Devices.Pair> pairs = new HashMap<>();

    SiteMix(
            int port,
            String token,
            int first,
            int count,
            ConcurrentMap<Operation, AtomicLong> done,
            Queue<String> errors)
            throws IOException {
        this.connection = new RawHttp(port);
        this.token = "Bearer " + token;
        this.first = first;
        this.count = count;
        this.done = done;
        this.errors = errors;
    }

    @Override
    public boolean once() {
        var operation = Operation.any();
        int n = first + ThreadLocalRandom.current().nextInt(count);
        try {
            run(operation, n);
        } catch (IOException | RuntimeException failure) {
            errors.add(operation + ": " + failure);
        }
        done.computeIfAbsent(operation, any -> new AtomicLong()).incrementAndGet();
        return true;
    }

    private void run(Operation operation, int n) throws IOException {
        switch (operation) {
            case LIST -> staff("GET", Fleet.devicesPath(n), 200);
            case CHECK -> staff("GET", Fleet.accessCodePath(n).replace("access-code", "access-code/check"), 200);
            case RECREATE -> issued(n, staff("PUT", Fleet.accessCodePath(n), 200));
            case REDEEM -> {
                phone(pairs.containsKey(n) ? pairs.get(n) : recreated(n), 200);
                pairs.remove(n);
            }
            case WRONG_OTP -> phone(new Devices.Pair(recreated(n).accessId(), "00000000"), 401);
            case REGISTER -> register(n);
            case DEREGISTER_AND_REGISTER -> {
                staff("DELETE", Fleet.devicePath(n), 200);
                register(n);
            }
            case READ_AUDIT -> staff("GET", Fleet.auditPath(), 200);
            case IMPORT -> importAlone(n);
        }
    }

    private void importAlone(int n) throws IOException {
        synchronized (ONE_SYSTEM) {
            send(RawHttp.request("PUT", Fleet.studyDataPath(), token, Fleet.documentWithoutRegistrations(n)), 200);
        }
    }

    private Devices.Pair recreated(int n) throws IOException {
        issued(n, staff("PUT", Fleet.accessCodePath(n), 200));
        return pairs.get(n);
    }

    private void register(int n) throws IOException {
        issued(n, send(RawHttp.request("POST", Fleet.registerPath(n), token, Fleet.registration(n)), 200));
    }

    private void issued(int n, RawHttp.Reply reply) {
        pairs.put(n, new Devices.Pair(reply.member("accessId"), reply.member("otp")));
    }

    private RawHttp.Reply staff(String method, String path, int expected) throws IOException {
        return send(RawHttp.request(method, path, token), expected);
    }

    private void phone(Devices.Pair pair, int expected) throws IOException {
        send(RawHttp.request("POST", Requests.REDEMPTION_PATH, Requests.basic(pair)), expected);
    }

    private RawHttp.Reply send(byte[] request, int expected) throws IOException {
        var reply = connection.exchange(request);
        if (reply.status() != expected) {
            throw new IllegalStateException(reply.status() + " " + reply.body());
        }
        return reply;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    /** One for each worker, with the same number of devices. */
    static Source of(
            int port,
            List<String> tokens,
            int devices,
            int workers,
            ConcurrentMap<Operation, AtomicLong> done,
            Queue<String> errors) {
        var next = new AtomicLong();
        int each = devices / workers;
        return () -> {
            int worker = (int) next.getAndIncrement();
            return new SiteMix(port, tokens.get(worker % tokens.size()), worker * each, each, done, errors);
        };
    }
}
