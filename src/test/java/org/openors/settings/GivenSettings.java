package org.openors.settings;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigBuilder;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** MicroProfile Config for tests without a server: these settings and no others, until the next. */
public final class GivenSettings extends ConfigProviderResolver {

    private final Config config;

    private GivenSettings(Map<String, String> values) {
        config = (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (any, method, arguments) -> Optional.ofNullable(values.get(arguments[0])));
    }

    public static void are(Map<String, String> values) {
        Settings.readMicroProfile();
        setInstance(new GivenSettings(Map.copyOf(values)));
    }

    @Override
    public Config getConfig() {
        return config;
    }

    @Override
    public Config getConfig(ClassLoader loader) {
        return config;
    }

    @Override
    public ConfigBuilder getBuilder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void registerConfig(Config other, ClassLoader loader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void releaseConfig(Config other) {
        throw new UnsupportedOperationException();
    }
}
