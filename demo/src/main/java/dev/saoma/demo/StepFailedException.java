package dev.saoma.demo;

/** A step's answer was not the right one. */
final class StepFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailedException(String message) {
        super(message);
    }
}
