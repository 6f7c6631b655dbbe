package dev.saoma.logintype;

/** The result of {@code bind} and {@code unbind}, always the same by the specification; failures are exceptions. */
public record OperationResult(boolean success, String message) {
    /** {@code true}, {@code Operation successful}. */
    public static final OperationResult DONE = new OperationResult(true, "Operation successful");
}
