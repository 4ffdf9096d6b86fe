package org.openors.container;

import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.context.annotation.DeploymentScoped;
import org.jboss.arquillian.container.spi.event.DeployDeployment;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.container.spi.event.container.BeforeStop;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Deploys for the first test class only; the later ones run in that deployment, which has all of them. A deployment starts a
 * server, and each start takes longer than all tests of a class.
 */
public class OneDeployment implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Lifecycle.class);
    }

    /** What Arquillian calls, within the contexts of the deployment: hence the precedence. */
    public static class Lifecycle {

        private static final int WITHIN_THE_CONTEXTS = -1;

        @Inject
        @DeploymentScoped
        private InstanceProducer<ProtocolMetaData> address;

        @Inject
        @DeploymentScoped
        private InstanceProducer<Deployment> current;

        @Inject
        @DeploymentScoped
        private InstanceProducer<DeploymentDescription> description;

        private Deployment deployed;
        private ProtocolMetaData addressOfDeployed;

        void deploy(@Observes(precedence = WITHIN_THE_CONTEXTS) EventContext<DeployDeployment> deploying) {
            var deployment = deploying.getEvent().getDeployment();
            if (deployed == null) {
                deploying.proceed();
                deployed = deployment;
                addressOfDeployed = address.get();
            } else {
                description.set(deployment.getDescription());
                current.set(deployment);
                address.set(addressOfDeployed);
                deployment.deployed();
            }
        }

        void undeploy(@Observes(precedence = WITHIN_THE_CONTEXTS) EventContext<UnDeployDeployment> undeploying) {
            undeploying.getEvent().getDeployment().undeployed();
        }

        void stop(@Observes BeforeStop stopping) throws DeploymentException {
            if (deployed != null) {
                stopping.getDeployableContainer()
                        .undeploy(deployed.getDescription().getTestableArchive());
            }
        }
    }
}
