package dev.saoma.emulator.fault;

/**
 * A pending fault.
 *
 * @param target the endpoint
 * @param times the number of calls left, 1 to 1,000,000
 * @param fault the way to fail
 */
public record Order(Target target, int times, Fault fault) {

    public Order {
        if (times < 1 || times > 1_000_000) {
            throw new IllegalArgumentException("times must be from 1 to 1000000.");
        }
        if (fault.isOfCallback() != (target == Target.CALLBACK)) {
            throw new IllegalArgumentException(
                    "the endpoint callback takes double_callback and altered_state, and nothing else takes these.");
        }
        if (fault instanceof Fault.ErrorCode && !target.speaksErrcode()) {
            throw new IllegalArgumentException("errcode does not fit the endpoint " + target.label()
                    + ", whose answers carry none; use html, reset or another.");
        }
    }
}
