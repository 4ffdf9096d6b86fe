package org.openors.payara;

import jakarta.inject.Inject;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import org.glassfish.api.event.EventListener;
import org.glassfish.api.event.Events;
import org.glassfish.internal.api.ClassLoaderHierarchy;
import org.glassfish.internal.deployment.Deployment;
import org.glassfish.internal.deployment.ExtendedDeploymentContext;

/**
 * Holds the class loader by which Payara reads a deployment's annotations, and has it made again if it is already gone. At
 * first Payara holds it by a weak reference only, and a garbage collection at that moment left a deployment without its EJBs.
 * See {@code src/docs/adr/0015}.
 */
public final class KeptClassLoader implements EventListener {

    private final ClassLoaderHierarchy hierarchy;
    private ClassLoader kept;

    @Inject
    public KeptClassLoader(Events events, ClassLoaderHierarchy hierarchy) {
        this.hierarchy = hierarchy;
        events.register(this);
    }

    @Override
    public void event(Event<?> event) {
        if (event.is(Deployment.AFTER_DEPLOYMENT_CLASSLOADER_CREATION)) {
            keepItsClassLoader((ExtendedDeploymentContext) event.hook());
        } else if (event.is(Deployment.AFTER_APPLICATION_CLASSLOADER_CREATION)) {
            kept = null;
        }
    }

    private void keepItsClassLoader(ExtendedDeploymentContext deployment) {
        kept = deployment.getClassLoader();
        while (kept == null) {
            makeAgain(deployment);
            kept = deployment.getClassLoader();
        }
    }

    private void makeAgain(ExtendedDeploymentContext deployment) {
        try {
            deployment.createDeploymentClassLoader(hierarchy, deployment.getArchiveHandler());
        } catch (URISyntaxException | MalformedURLException failure) {
            throw new IllegalStateException("the class loader of the deployment can't be made again", failure);
        }
    }
}
