package dev.saoma.query;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parsing of typical filters of an application. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class QParserBenchmark {
    private final Fields fields =
            Fields.of(new Field("userId", "user_id", Field.Kind.TEXT), new Field("appId", "app_id", Field.Kind.TEXT));
    public String one = "Q(userId='user123')";
    public String two = "Q(Q(userId='user123'), Q(appId='wx0123456789abcdef'))";

    @Benchmark
    public Filter one() {
        return Filter.parse(one, fields);
    }

    @Benchmark
    public Filter two() {
        return Filter.parse(two, fields);
    }
}
