package org.openors.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.openors.identity.DeviceKey;
import org.openors.identity.PathIdentifiers;

/** Declares the action of a test in the container, which no resource method declares. */
@ApplicationScoped
public class DeclaredAction {

    @Inject
    AuditedRequest audited;

    /** Declares it as a resource method whose path names this device. */
    public void is(AuditAction action, DeviceKey device, UUID subjectId) {
        var study = device.study();
        audited.noteMatch(
                action,
                new PathIdentifiers(study.studyId(), Optional.of(study.mode()), subjectId, device.inventoryId()));
    }

    /** Declares nothing, as a resource method that lacks the annotation. */
    public void isForgotten() {
        audited.noteMatch(null, PathIdentifiers.of(name -> null));
    }
}
