/**
 * The emulator in JUnit Jupiter tests: started, injected, reset and closed. Test classes of applications use it and
 * bring the JUnit API. It must not know how the emulator works.
 */
@NullMarked
package dev.saoma.emulator.junit;

import org.jspecify.annotations.NullMarked;
