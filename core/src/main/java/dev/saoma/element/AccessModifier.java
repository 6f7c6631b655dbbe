package dev.saoma.element;

/** What an app that extends this one may do with an element. */
public enum AccessModifier {
    /** Hidden from it. */
    PRIVATE,
    /** It may use the element, not override it. */
    PROTECTED,
    /** It may use and override the element: the default. */
    PUBLIC
}
