package org.openors.container;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import org.openors.device.DeviceFacts;
import org.openors.device.DeviceRef;
import org.openors.device.Eligibility;

/** Has a test's work done once between what a device operation reads and what it writes. */
@Alternative
@Priority(1)
@ApplicationScoped
public class ObservedEligibility extends Eligibility {

    private static final Runnable NOTHING = () -> {};

    private Runnable meanwhile = NOTHING;

    void doesOnceItHasRead(Runnable work) {
        meanwhile = work;
    }

    @Override
    public DeviceFacts requireForRecreation(DeviceRef device) {
        return afterTheWork(super.requireForRecreation(device));
    }

    @Override
    public DeviceFacts requireForRegistration(DeviceRef device, String subjectNumber, String vendorCode) {
        return afterTheWork(super.requireForRegistration(device, subjectNumber, vendorCode));
    }

    @Override
    public DeviceFacts requireForDeregistration(DeviceRef device) {
        return afterTheWork(super.requireForDeregistration(device));
    }

    private DeviceFacts afterTheWork(DeviceFacts facts) {
        var work = meanwhile;
        meanwhile = NOTHING;
        work.run();
        return facts;
    }
}
