/**
 * What exists before anybody scans: Open Platform accounts, their apps, the WeChat users, and the identifiers that follow
 * from them. Read by every other package; changed by the control API and the Java face. Must not know HTTP or QR codes.
 */
@NullMarked
package dev.saoma.emulator.world;

import org.jspecify.annotations.NullMarked;
