package dev.saoma.benchmark.process;

import dev.saoma.benchmark.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The live objects on a JVM's heap. */
public final class Heap {
    /** The last line of a class histogram: total instances, total bytes. */
    private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)");

    private Heap() {}

    /** Returns the bytes in use after a full collection, by {@code jcmd}. */
    public static long afterCollection(Bench bench, Program program) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        bench.java().resolve("bin/jcmd").toString(), Long.toString(program.pid()), "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor(30, TimeUnit.SECONDS);
        Matcher total = TOTAL.matcher(said);
        if (!total.find()) {
            throw new IOException("jcmd did not tell what is on the heap of " + program.name() + ": "
                    + said.lines().limit(3).toList());
        }
        return Long.parseLong(total.group(2));
    }
}
