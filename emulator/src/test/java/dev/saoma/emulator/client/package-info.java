/** Clients that we did not write, each in a Java of its own that believes this machine to be WeChat. */
@NullMarked
package dev.saoma.emulator.client;

import org.jspecify.annotations.NullMarked;
