package dev.saoma.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://cache, redis://cache:6379",
        "redis://cache:7000/3, redis://cache:7000/3",
        "redis://:CANARY@cache/, redis://cache:6379/",
        "rediss://saoma:CANARY@cache.example:6380/0, rediss://cache.example:6380/0"
    })
    void isShownWithoutItsPassword(String url, String shown) {
        assertThat(RedisAddress.parse(url)).hasToString(shown);
    }

    @Test
    void readsWhoAsksAndHow() throws Exception {
        var uri = RedisAddress.parse("rediss://saoma:CAN%40RY@cache:7000/3").uri();

        assertThat(uri.isSsl()).isTrue();
        assertThat(uri.isVerifyPeer()).isTrue();
        assertThat(uri.getDatabase()).isEqualTo(3);
        var credentials =
                uri.getCredentialsProvider().resolveCredentials().toFuture().get();
        assertThat(credentials.getUsername()).isEqualTo("saoma");
        assertThat(credentials.getPassword()).isEqualTo("CAN@RY".toCharArray());
    }

    /** One message names Sentinel and Cluster, and what to use in their place. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis-sentinel://:CANARY@a:26379,b:26379/0#main",
                "rediss-sentinel://a:26379?sentinelMasterId=CANARY",
                "redis+sentinel://a:26379/CANARY/0",
                "rediss+cluster://:CANARY@a:6379",
                "redis-cluster://:CANARY@a:6379",
                "redis://:CANARY@a:6379,b:6379",
                "redis://:CANARY@a:6379,redis://b:6379",
                "a:6379,b:6379",
                "a:6379;b:6379",
                "sentinel://a:26379"
            })
    void namesSentinelAndCluster(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.parse(url))
                .withMessageContainingAll("Sentinel", "Cluster", "rediss://", "a proxy before Sentinel")
                .withMessageNotContaining("CANARY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CANARY",
                "cache:6379",
                "http://:CANARY@cache",
                "redis://:CANARY@",
                "redis://:CANARY@cache/zero",
                "redis://:CANARY@cache/0?verifyPeer=NONE",
                "redis-sentinel://:CANARY@cache/0#master",
                "redis://:CAN RY@cache"
            })
    void isRefusedWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RedisAddress.parse(url))
                .withMessageContaining("rediss://")
                .withMessageNotContaining("CAN");
    }
}
