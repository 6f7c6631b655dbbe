package dev.saoma.server.doctor;

import java.util.List;

/** One check. Runs once, on a thread of its own; {@link DoctorRun} stops waiting for it at the time-out. */
@FunctionalInterface
interface Check {
    List<Finding> run();
}
