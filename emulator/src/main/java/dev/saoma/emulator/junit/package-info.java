/**
 * The emulator in JUnit Jupiter tests: started, injected, reset and closed. Used by test classes of applications; needs the
 * JUnit API, which only they bring. Must not know how the emulator works.
 */
@NullMarked
package dev.saoma.emulator.junit;

import org.jspecify.annotations.NullMarked;
