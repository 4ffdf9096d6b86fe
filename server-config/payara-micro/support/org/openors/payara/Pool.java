package org.openors.payara;

import com.sun.enterprise.connectors.ConnectorRuntime;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import org.glassfish.resourcebase.resources.api.PoolInfo;

/**
 * Tells the application by JMX ({@code org.openors:type=Pool}) how many connections of its pool are in use. Payara's own monitoring
 * tells it too, but only with all of its statistics switched on. See {@code src/docs/adr/0043}.
 */
public final class Pool implements PoolMBean {

    private static final PoolInfo NAME = new PoolInfo("ors-pool");

    @Inject
    public Pool() throws JMException {
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, new ObjectName("org.openors:type=Pool"));
    }

    @Override
    public int getUsed() {
        return ConnectorRuntime.getRuntime()
                .getPoolManager()
                .getPoolStatus(NAME)
                .getNumConnUsed();
    }

    @Override
    public int getLimit() {
        return ConnectorRuntime.getRuntime().getPoolManager().getPool(NAME).getMaxPoolSize();
    }
}
