package dev.saoma.element;

/** What an app that extends this one may do with an element. */
public enum AccessModifier {
    /** Not see it. */
    PRIVATE,
    /** Use it, not override it. */
    PROTECTED,
    /** Use it and override it: the default. */
    PUBLIC
}
