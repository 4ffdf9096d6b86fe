package org.openors.connector.remote;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.openors.connector.DeviceTwin;
import org.openors.connector.MHealthConnector;
import org.openors.connector.client.Device;
import org.openors.connector.client.DeviceCred;
import org.openors.connector.client.MHealthDevices;
import org.openors.connector.client.NewDevice;
import org.openors.credential.IssuedCredential;

/** Speaks the published API for one operation (contract, section 9). A pair is valid for 24 hours from its answer. */
final class RemoteConnector implements MHealthConnector {

    private static final Duration VALID = Duration.ofHours(24);

    private final String studyId;
    private final MHealthDevices devices;
    private final ConnectorGate gate;
    private final CallUnderWay call;
    private final CallCounting counting;
    private final Clock clock;

    RemoteConnector(
            String studyId,
            MHealthDevices devices,
            ConnectorGate gate,
            CallUnderWay call,
            CallCounting counting,
            Clock clock) {
        this.studyId = PathSegment.escaped(studyId);
        this.devices = devices;
        this.gate = gate;
        this.call = call;
        this.counting = counting;
        this.clock = clock;
    }

    @Override
    public boolean isTransactional() {
        return false;
    }

    @Override
    public IssuedCredential register(DeviceTwin device) {
        requireSafe(device);
        return pass(() -> endFormer(device) ? issued(device, created(device)) : issuedToKnown(device));
    }

    @Override
    public IssuedCredential recreate(DeviceTwin device) {
        requireSafe(device);
        return pass(() -> issued(device, device.deviceId()));
    }

    /** The published API has no such operation: a new pair, which nobody gets to know, takes the place of the old one. */
    @Override
    public void revoke(DeviceTwin device) {
        var subjects = possibleSubjects(device);
        if (subjects.isEmpty()) {
            throw Outcome.notFound();
        }
        pass(() -> {
            forOneOf(subjects.iterator(), subject -> devices.recreate(studyId, subject, device.deviceId()));
            return null;
        });
    }

    @Override
    public void deregister(DeviceTwin device) {
        var subjects = possibleSubjects(device);
        if (subjects.isEmpty()) {
            return;
        }
        pass(() -> endForOneOf(device, subjects));
    }

    /** Ends the device for the first of these subjects for whom the connector has it. Returns false if it has it for none. */
    private boolean endForOneOf(DeviceTwin device, List<String> subjects) {
        try {
            forOneOf(subjects.iterator(), subject -> devices.end(studyId, subject, device.deviceId()));
            return true;
        } catch (UnexpectedStatus answer) {
            throwUnlessAbsent(answer);
            return false;
        }
    }

    /** The subjects for whom the connector may have the device: the one for whom it was registered there, then the one who has it now. */
    private static List<String> possibleSubjects(DeviceTwin device) {
        return Stream.of(device.twinMSubjectId(), device.mSubjectId())
                .filter(Objects::nonNull)
                .distinct()
                .filter(PathSegment::isSafe)
                .map(PathSegment::escaped)
                .toList();
    }

    /**
     * Does the work for the first subject for whom the connector knows the device.
     *
     * @throws UnexpectedStatus 404 or 410 if there is none
     */
    private void forOneOf(Iterator<String> subjects, Consumer<String> work) {
        try {
            work.accept(subjects.next());
            call.noteDone();
        } catch (UnexpectedStatus answer) {
            if (!answer.isAbsence() || !subjects.hasNext()) {
                throw answer;
            }
            forOneOf(subjects, work);
        }
    }

    @Override
    public Duration limit() {
        return call.limit();
    }

    @Override
    public Optional<String> lastCall() {
        return Optional.of(call.toString());
    }

    /** A subject with such an id can't be named in the connector's URLs, so it does not exist there. */
    private static void requireSafe(DeviceTwin device) {
        if (!PathSegment.isSafe(device.mSubjectId())) {
            throw Outcome.notFound();
        }
    }

    private <T> T pass(Callable<T> work) {
        return counting.counted(() -> gate.pass(call, work));
    }

    /**
     * Ends the device that the connector has for another mSubjectId. So its pair is dead before there is a new one.
     *
     * @return whether there was one
     */
    private boolean endFormer(DeviceTwin device) {
        var former = possibleSubjects(device).stream()
                .filter(subject -> !subject.equals(subject(device)))
                .toList();
        boolean isEnded = !former.isEmpty() && endForOneOf(device, former);
        if (isEnded) {
            call.noteChange();
        }
        return isEnded;
    }

    private IssuedCredential issuedToKnown(DeviceTwin device) {
        var known = known(device);
        return known.isPresent()
                ? issued(device, known.get())
                : issuedAgain(device).orElseGet(() -> issued(device, created(device)));
    }

    /**
     * A registered device keeps its id (contract, section 3). The connector may have one that was brought over under another name.
     *
     * @return empty if the device is not registered, or the connector does not have it any more
     */
    private Optional<IssuedCredential> issuedAgain(DeviceTwin device) {
        if (device.deviceId() == null || device.ofOtherModes().contains(device.deviceId())) {
            return Optional.empty();
        }
        try {
            return Optional.of(issued(device, device.deviceId()));
        } catch (UnexpectedStatus answer) {
            throwUnlessAbsent(answer);
            return Optional.empty();
        }
    }

    /** The twin that an earlier call has made, whose answer may have been lost. That of another mode is another device. */
    private Optional<UUID> known(DeviceTwin device) {
        return found(device).stream()
                .map(Device::id)
                .filter(id -> !device.ofOtherModes().contains(id))
                .reduce((first, next) -> next.equals(device.deviceId()) ? next : first);
    }

    /** A connector may answer 404 where it knows no device; if it knows no such subject, the POST says so. */
    private List<Device> found(DeviceTwin device) {
        try {
            return done(devices.find(studyId, subject(device), name(device)));
        } catch (UnexpectedStatus answer) {
            throwUnlessAbsent(answer);
            return List.of();
        }
    }

    private static void throwUnlessAbsent(UnexpectedStatus answer) {
        if (!answer.isAbsence()) {
            throw answer;
        }
    }

    private UUID created(DeviceTwin device) {
        var vendorCode = device.vendorCode() == null || device.vendorCode().isBlank() ? null : device.vendorCode();
        var twin = new NewDevice(vendorCode, name(device), device.surrogateSubjectId());
        return done(devices.create(studyId, subject(device), twin)).id();
    }

    private IssuedCredential issued(DeviceTwin device, UUID id) {
        DeviceCred pair = done(devices.recreate(studyId, subject(device), id));
        return new IssuedCredential(
                pair.accessId(), id, pair.otp(), clock.instant().plus(VALID).truncatedTo(ChronoUnit.MILLIS));
    }

    private static String subject(DeviceTwin device) {
        return PathSegment.escaped(device.mSubjectId());
    }

    /** The name of a device at its source: the inventory id. */
    private static String name(DeviceTwin device) {
        return device.key().inventoryId().toString();
    }

    private <T> T done(T read) {
        call.noteDone();
        return read;
    }
}
