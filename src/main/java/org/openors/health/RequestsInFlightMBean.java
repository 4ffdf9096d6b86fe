package org.openors.health;

/** What {@link RequestsInFlight} tells by JMX, which wants the interface to have this name. */
public interface RequestsInFlightMBean {

    int getInFlight();
}
