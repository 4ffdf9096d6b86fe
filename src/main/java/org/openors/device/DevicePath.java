package org.openors.device;

import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.openors.identity.Identifier;
import org.openors.input.Printable;

/** The parameters that name a device in a URL. */
public final class DevicePath {

    private final String studyId;

    private final String mode;

    @Pattern(regexp = Identifier.PATTERN, message = "must be a UUID")
    private final String subjectId;

    @Pattern(regexp = Identifier.PATTERN, message = "must be a UUID")
    private final String inventoryId;

    @Printable(max = 100)
    private final List<String> mSubjectId;

    private DevicePath(UriInfo uri) {
        var path = uri.getPathParameters();
        studyId = path.getFirst("studyId");
        mode = path.getFirst("mode");
        subjectId = path.getFirst("subjectId");
        inventoryId = path.getFirst("inventoryId");
        mSubjectId = uri.getQueryParameters().getOrDefault("mSubjectId", List.of());
    }

    /**
     * Reads the parameters of a request. As a {@code @BeanParam} they would be right as well, but Jersey looks for the
     * converters of a bean's fields, and misses most of them by exceptions, at every request.
     *
     * @throws ConstraintViolationException if one of them is not what it must be
     */
    public static DevicePath of(UriInfo uri, Validator validator) {
        var path = new DevicePath(uri);
        var violations = validator.validate(path);
        if (!violations.isEmpty()) {
            throw new ConstraintViolationException(violations);
        }
        return path;
    }

    /** The device; nothing if the study's id can't be any study's. */
    public Optional<DeviceRef> knowableDevice() {
        return Identifier.parse(studyId).map(any -> device());
    }

    /** The device. */
    public DeviceRef device() {
        return DeviceRef.of(studyId, mode, subjectId, Identifier.of(inventoryId), mSubjectId.get(0));
    }
}
