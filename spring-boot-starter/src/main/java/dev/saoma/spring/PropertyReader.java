package dev.saoma.spring;

import dev.saoma.servlet.internal.setting.SettingFaults;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.core.env.Environment;

/**
 * Binds {@code saoma.*} without stopping at the first fault: a value of a wrong type adds a fault and is replaced by its
 * default, and an unknown key adds a fault.
 */
final class PropertyReader {
    private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("saoma");
    private static final ConfigurationPropertyName LIMITS = ConfigurationPropertyName.of("saoma.limits");

    private final Environment environment;
    private final Map<String, Object> values = new HashMap<>();

    PropertyReader(Environment environment) {
        this.environment = environment;
    }

    SaomaProperties read(SettingFaults faults) {
        var noting = new NotingHandler(faults, values);
        try {
            return Binder.get(environment)
                    .bindOrCreate(
                            ROOT,
                            Bindable.of(SaomaProperties.class),
                            new NoUnboundElementsBindHandler(noting, new UnboundElementsSourceFilter()));
        } catch (BindException e) {
            if (e.getCause() instanceof UnboundConfigurationPropertiesException unbound && noting.whole != null) {
                noting.unknown(unbound);
                return noting.whole;
            }
            throw e;
        }
    }

    /** Returns the values that are set, by key, in the types of {@link SaomaProperties}. */
    Map<String, Object> values() {
        return values;
    }

    /** Returns the place where a property, or the first property below it, is set; an empty text when it is not set. */
    String origin(String key) {
        ConfigurationPropertyName name = ConfigurationPropertyName.adapt(key, '.');
        return sources()
                .map(source -> source.getConfigurationProperty(name))
                .flatMap(property -> Optional.ofNullable(property).stream())
                .findFirst()
                .or(() -> below(name))
                .map(PropertyReader::origin)
                .orElse("");
    }

    private Optional<ConfigurationProperty> below(ConfigurationPropertyName name) {
        return sources()
                .filter(IterableConfigurationPropertySource.class::isInstance)
                .map(IterableConfigurationPropertySource.class::cast)
                .flatMap(source -> source.stream()
                        .filter(name::isAncestorOf)
                        .flatMap(found -> Optional.ofNullable(source.getConfigurationProperty(found)).stream()))
                .findFirst();
    }

    private Stream<ConfigurationPropertySource> sources() {
        return StreamSupport.stream(
                ConfigurationPropertySources.get(environment).spliterator(), false);
    }

    private static String origin(ConfigurationProperty property) {
        return property.getOrigin() == null ? "" : property.getOrigin().toString();
    }

    /** Collects values, and adds a fault for each failure. */
    private static final class NotingHandler extends AbstractBindHandler {
        private final SettingFaults faults;
        private final Map<String, Object> values;
        private final Set<ConfigurationPropertyName> failed = new HashSet<>();
        private @Nullable SaomaProperties whole;

        NotingHandler(SettingFaults faults, Map<String, Object> values) {
            this.faults = faults;
            this.values = values;
        }

        @Override
        public Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            // YAML reads an unquoted off as false.
            boolean off = LIMITS.isParentOf(name) && result.equals("false");
            values.put(name.toString(), off ? "off" : result);
            return kept(result);
        }

        @Override
        public Object onCreate(ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            return kept(result);
        }

        private Object kept(Object result) {
            if (result instanceof SaomaProperties properties) {
                whole = properties;
            }
            return result;
        }

        @Override
        public @Nullable Object onFailure(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
                throws Exception {
            if (name.equals(ROOT)) {
                throw error;
            }
            failed.add(name);
            faults.add(written(name), "must be " + form(target.getType().resolve(Object.class)));
            return null;
        }

        /** Adds a fault for each unknown key. A value that could not be read is reported as unbound too, and is left out. */
        void unknown(UnboundConfigurationPropertiesException unbound) {
            unbound.getUnboundProperties().stream()
                    .map(ConfigurationProperty::getName)
                    .filter(name -> !failed.contains(name))
                    .forEach(name -> faults.add(written(name), "is not a property of Saoma's; is it misspelt?"));
        }

        /** Returns a name as written, since names of instances have capital letters. */
        private static String written(ConfigurationPropertyName name) {
            return IntStream.range(0, name.getNumberOfElements())
                    .mapToObj(i -> name.getElement(i, Form.ORIGINAL))
                    .collect(Collectors.joining("."));
        }

        private static String form(Class<?> type) {
            if (type.isEnum()) {
                return Arrays.stream(type.getEnumConstants())
                        .map(constant ->
                                constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .collect(Collectors.joining(" or "));
            }
            if (type == Duration.class) {
                return "a duration such as 90s, 30m, 12h or 7d";
            }
            if (type == boolean.class) {
                return "true or false";
            }
            if (type == Integer.class) {
                return "a whole number";
            }
            if (type == URI.class) {
                return "an address such as https://login.example.com";
            }
            return type == Path.class ? "the name of a folder" : "of another form";
        }
    }
}
