/**
 * Open Platform accounts, their apps, the WeChat users, and their identifiers. All other packages read it; the control
 * API and the Java API change it. It must not know HTTP or QR codes.
 */
@NullMarked
package dev.saoma.emulator.world;

import org.jspecify.annotations.NullMarked;
