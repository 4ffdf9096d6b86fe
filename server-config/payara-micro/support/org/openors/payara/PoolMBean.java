package org.openors.payara;

/** The JMX interface of {@link Pool}. JMX demands this name. */
public interface PoolMBean {

    int getUsed();

    int getLimit();
}
