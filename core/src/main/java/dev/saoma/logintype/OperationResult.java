package dev.saoma.logintype;

/** The answer of {@code bind} and {@code unbind}: by the specification always the same, what fails is an exception. */
public record OperationResult(boolean success, String message) {
    /** {@code true}, {@code Operation successful}. */
    public static final OperationResult DONE = new OperationResult(true, "Operation successful");
}
