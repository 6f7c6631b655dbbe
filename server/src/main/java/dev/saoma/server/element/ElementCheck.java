package dev.saoma.server.element;

import dev.saoma.server.draft.ElementFault;
import dev.saoma.server.draft.ElementTexts;
import dev.saoma.server.draft.ElementWarning;
import java.util.List;
import java.util.Optional;

/**
 * What would come of saving a draft.
 *
 * @param texts with {@code <unchanged>} in place of secrets in clear; empty when they cannot be built
 */
public record ElementCheck(Optional<ElementTexts> texts, List<ElementFault> faults, List<ElementWarning> warnings) {}
