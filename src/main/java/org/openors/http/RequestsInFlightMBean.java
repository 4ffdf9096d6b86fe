package org.openors.http;

/** The JMX interface of {@link RequestsInFlight}. JMX demands this name. */
public interface RequestsInFlightMBean {

    int getInFlight();
}
