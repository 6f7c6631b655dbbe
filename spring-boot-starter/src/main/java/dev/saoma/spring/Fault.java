package dev.saoma.spring;

/**
 * One thing that is wrong with how Saoma is set up.
 *
 * @param key the property, as it is written in a file; what else is at fault when it is not a property
 * @param origin where it is set, such as {@code application.properties - 3:12}; empty when it is not
 * @param problem what is wrong and what to do; never the value
 */
record Fault(String key, String origin, String problem) {
    @Override
    public String toString() {
        return key + (origin.isEmpty() ? "" : " (" + origin + ")") + ": " + problem;
    }
}
