package dev.saoma.server.doctor;

import dev.saoma.redis.RedisAddress;
import dev.saoma.redis.RedisTrial;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a node may do with the Redis between the nodes what it does there, and who could read it on the way. */
record RedisCheck(Optional<RedisAddress> address, Surroundings here) implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String CHECK = "redis";
    private static final int REDIS = 6379;

    @Override
    public List<Finding> look() {
        return address.map(this::look).orElseGet(List::of);
    }

    private List<Finding> look(RedisAddress redis) {
        var findings = new ArrayList<Finding>();
        findings.add(RedisTrial.of(redis, PATIENCE)
                .map(trouble -> Finding.fail(
                        CHECK,
                        new Said(what(redis, trouble), "无法使用 " + redis + "：" + trouble.word()),
                        fix(redis, trouble.kind())))
                .orElseGet(() -> Finding.ok(
                        CHECK,
                        redis + " answers, and lets us count and tell the other nodes",
                        redis + " 可访问，可计数并通知其他节点")));
        if (!redis.tls() && isPublic(redis.host())) {
            findings.add(Finding.warn(
                    CHECK,
                    new Said(
                            "the password of " + redis + " goes over a public network in clear",
                            redis + " 的密码在公网上明文传输"),
                    new Said(
                            "write rediss:// in saoma.redis.url, or take a Redis in your own network",
                            "请在 saoma.redis.url 使用 rediss://，或改用内网的 Redis")));
        }
        return findings;
    }

    private static String what(RedisAddress redis, RedisTrial.Trouble trouble) {
        String problem = switch (trouble.kind()) {
            case NAME -> "is a name that nobody knows";
            case CONNECTION -> "does not answer as a Redis";
            case TLS -> "has no certificate that Java trusts for this name";
            case PASSWORD -> "refuses the user or the password";
            case DATABASE -> "has no database of this number";
            case PERMISSION -> "does not let this user do what a node does";
            case NOT_WRITABLE -> "takes no writes";
            case CLUSTER -> "is a node of a Redis Cluster, which has some keys alone";
            case COMMAND -> "does not know a command that a node needs; is it a Sentinel?";
            case OTHER -> "does not do what a node asks of it";
        };
        return redis + " " + problem + " (" + trouble.word() + ")";
    }

    private static Said fix(RedisAddress redis, RedisTrial.Kind kind) {
        return switch (kind) {
            case NAME ->
                new Said(
                        "check the host in saoma.redis.url, and this machine's name server",
                        "请检查 saoma.redis.url 的主机名与本机的域名服务器");
            case CONNECTION ->
                new Said(
                        "see that it is up, that a firewall lets us through, and that its port "
                                + (redis.tls() ? "speaks TLS; else write redis://" : "is not one for TLS, rediss://"),
                        "请确认 Redis 已启动、防火墙放行，且该端口"
                                + (redis.tls() ? "使用 TLS（否则改用 redis://）" : "不是 TLS 端口（否则改用 rediss://）"));
            case TLS ->
                new Said(
                        "give it a certificate for " + redis.host() + ", and its issuer to Java's trust store",
                        "请为其配置 " + redis.host() + " 的证书，并将签发者加入 Java 信任库");
            case PASSWORD ->
                new Said(
                        "check user and password in saoma.redis.url; what is special is written as %40 for @",
                        "请检查 saoma.redis.url 中的用户与密码；特殊字符须转义，例如 @ 写作 %40");
            case DATABASE ->
                new Said("end saoma.redis.url with the number of one that it has, such as /0", "请使用存在的数据库编号，例如 /0");
            case PERMISSION ->
                new Said(
                        "ACL SETUSER … ~saoma:rate:* resetchannels &saoma:ended +eval +time +get +set +del +publish +subscribe",
                        "执行 ACL SETUSER … ~saoma:rate:* resetchannels &saoma:ended +eval +time +get +set +del +publish +subscribe");
            case NOT_WRITABLE ->
                new Said(
                        "name the primary and no replica in saoma.redis.url, and see that it has memory and disk left",
                        "请在 saoma.redis.url 填写主节点而非副本，并确认其内存与磁盘未满");
            case CLUSTER, COMMAND ->
                new Said(
                        "name one Redis that takes writes in saoma.redis.url, or what leads to it: a proxy before Sentinel or"
                                + " Cluster, or a provider's primary address",
                        "请在 saoma.redis.url 填写一个可写的 Redis，或通向它的地址：Sentinel、Cluster 前的代理，或云服务的主节点地址");
            case OTHER ->
                new Said(
                        "see its log; it must be Redis or Valkey with Lua scripts",
                        "请查看其日志；须为支持 Lua 脚本的 Redis 或 Valkey");
        };
    }

    private boolean isPublic(String host) {
        try {
            InetAddress ip = here.route().to(host, REDIS).getAddress();
            boolean unique = ip instanceof Inet6Address && (ip.getAddress()[0] & 0xfe) == 0xfc;
            return !(unique || ip.isLoopbackAddress() || ip.isSiteLocalAddress() || ip.isLinkLocalAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
