package dev.saoma.secret;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Hashing of secrets: every request hashes the secret in its cookie, and a login its state. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HashBenchmark {
    private final Token token = Token.random();
    public String text = token.reveal();

    @Benchmark
    public Object parse() {
        return Token.parse(text);
    }

    @Benchmark
    public TokenHash hash() {
        return token.hash();
    }

    @Benchmark
    public Token derive() {
        return token.derive("login-code", text, "c00000123");
    }
}
