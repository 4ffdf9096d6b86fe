package org.openors.http;

/** What {@link RequestsInFlight} tells by JMX, which wants the interface to have this name. */
public interface RequestsInFlightMBean {

    int getInFlight();
}
