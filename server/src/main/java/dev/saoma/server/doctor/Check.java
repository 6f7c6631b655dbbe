package dev.saoma.server.doctor;

import java.util.List;

/** Looks at one thing. Called once, on a thread of its own; whoever asks stops waiting after a while. */
@FunctionalInterface
interface Check {
    List<Finding> look();
}
