package dev.saoma.benchmark.process;

import dev.saoma.benchmark.Bench;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The heap of a JVM. */
public final class Heap {
    /** The last line of a class histogram: total instances, total bytes. */
    private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)");

    /** The size of the heap, before what of it is used. */
    private static final Pattern COMMITTED = Pattern.compile("(\\d+)K, used");

    private Heap() {}

    /** Returns the bytes in use after a full collection, by {@code jcmd}. */
    public static long afterCollection(Bench bench, Program program) throws IOException, InterruptedException {
        return Long.parseLong(ask(bench, program, "GC.class_histogram", TOTAL).group(2));
    }

    /** Returns the bytes that the JVM holds for the heap, used or not. */
    public static long committedBytes(Bench bench, Program program) throws IOException, InterruptedException {
        return Long.parseLong(ask(bench, program, "GC.heap_info", COMMITTED).group(1)) * 1_024;
    }

    private static Matcher ask(Bench bench, Program program, String question, Pattern answer)
            throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        bench.java().resolve("bin/jcmd").toString(), Long.toString(program.pid()), question)
                .redirectErrorStream(true)
                .start();
        String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor(30, TimeUnit.SECONDS);
        Matcher found = answer.matcher(said);
        if (!found.find()) {
            throw new IOException("jcmd did not tell about the heap of " + program.name() + ": "
                    + said.lines().limit(3).toList());
        }
        return found;
    }
}
