package dev.saoma.server.draft;

import dev.saoma.element.ElementDefinition;
import dev.saoma.element.ElementName;
import dev.saoma.element.Elements;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The names of new login instances. A name is part of the callback address, so it never changes. */
public final class ElementNames {
    /** The package of login instances, with the dot at its end. */
    public static final String PACKAGE = "auths.loginTypes.";

    private static final String CLIENTS = "auths.clients.";

    /** Windows opens a device for them, also with an extension. */
    private static final Pattern DEVICE = Pattern.compile("(?i)con|prn|aux|nul|com[0-9]|lpt[0-9]");

    private ElementNames() {}

    /**
     * Returns why an element of this name cannot be created.
     *
     * @param files the names of the files and folders in the folder of the package
     */
    public static Optional<ElementFault> fault(ElementName name, Elements elements, Collection<String> files) {
        if (!name.value().equals(PACKAGE + name.simple())) {
            return fault("must be " + PACKAGE + " and a name without dots");
        }
        if (isDevice(name.simple())) {
            return fault("is the name of a device on Windows; take another name");
        }
        for (ElementDefinition other : elements.all()) {
            boolean isInstanceName = folded(other.name().simple()).equals(folded(name.simple()))
                    && !other.type().isEmpty()
                    && !isClient(other);
            if (folded(other.name().value()).equals(folded(name.value())) || isInstanceName) {
                return fault("is in use by " + other.name() + " in the app " + other.app()
                        + "; upper and lower case make no difference");
            }
            if (folded(other.name().value()).startsWith(folded(name.value()) + ".")) {
                return fault("is in use by the package of " + other.name());
            }
        }
        return files.stream()
                .filter(file -> folded(file).equals(folded(name.simple())))
                .findFirst()
                .flatMap(file -> fault("is in use: the app's folder holds auths/loginTypes/" + file + " already"));
    }

    /** Returns whether an element is a client of the OpenID Connect provider, which is edited in its own way. */
    public static boolean isClient(ElementDefinition element) {
        return element.type().startsWith(CLIENTS);
    }

    /** Returns whether Windows opens a device for a file of this name. */
    public static boolean isDevice(String file) {
        return DEVICE.matcher(file.replaceFirst("\\..*$", "")).matches();
    }

    private static Optional<ElementFault> fault(String problem) {
        return Optional.of(new ElementFault("", "name", problem));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
