package dev.saoma.wechat;

import dev.saoma.internal.json.JsonNode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Parsing of WeChat's response to a code. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TokenAnswerBenchmark {
    public String body = "{\"access_token\":\"t00000123\",\"expires_in\":7200,\"refresh_token\":\"r00000123\","
            + "\"openid\":\"oSaomaBenchmark0000000000123\",\"scope\":\"snsapi_login\","
            + "\"unionid\":\"uSaomaBenchmark0000000000123\"}";

    @Benchmark
    public JsonNode parse() {
        return WeChatClient.parse(body);
    }
}
