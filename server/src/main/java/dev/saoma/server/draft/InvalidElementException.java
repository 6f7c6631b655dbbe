package dev.saoma.server.draft;

import dev.saoma.element.ElementFiles;
import dev.saoma.element.ElementName;
import dev.saoma.error.ConfigException;
import dev.saoma.error.ErrorCode;
import dev.saoma.error.LoginException;
import java.util.List;

/** An element cannot be saved as it is. */
public final class InvalidElementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ElementFault> faults;

    /** @param faults at least one */
    public InvalidElementException(List<ElementFault> faults) {
        super(faults.get(0).text());
        this.faults = faults;
    }

    public InvalidElementException(ElementFault fault) {
        this(List.of(fault));
    }

    /** Creates an exception with what the loader has found. */
    public static InvalidElementException of(ConfigException failure, String root) {
        return new InvalidElementException(ElementFault.of(failure, root));
    }

    /** Returns the faults with the names of files below the app's folder. */
    public List<ElementFault> faults(ElementName name) {
        return faults.stream()
                .map(fault -> fault.file().isEmpty() || fault.file().contains("/")
                        ? fault
                        : new ElementFault(ElementFiles.folder(name) + fault.file(), fault.key(), fault.message()))
                .toList();
    }

    /** Returns the response to an administrator. */
    public LoginException refusal(ElementName name) {
        List<ElementFault> named = faults(name);
        return new LoginException(ErrorCode.ELEMENT_INVALID, named.get(0).text()).with("faults", named);
    }
}
