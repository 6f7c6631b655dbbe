package dev.saoma.server.doctor;

import dev.saoma.App;
import dev.saoma.error.ConfigException;
import dev.saoma.memory.MemoryStore;
import dev.saoma.wechat.WeChatLogin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Makes every check, all at once, and waits for each so long and no longer. */
public final class Examination {
    /** How long anybody waits for all checks together, unless told otherwise. */
    public static final Duration WAIT = Duration.ofSeconds(20);

    private final Subject subject;
    private final Surroundings here;
    private final Duration wait;

    /** @param wait after this what has not answered is a fault itself */
    public Examination(Subject subject, Surroundings here, Duration wait) {
        this.subject = subject;
        this.here = here;
        this.wait = wait;
    }

    /** What was found, in the order of the checks. */
    public List<Finding> findings() {
        var findings = new ArrayList<Finding>();
        try (App app = App.builder(subject.app())
                .store(new MemoryStore())
                .wechat(here.wechat().apply(subject.wechat()))
                .environment(name -> Optional.ofNullable(here.environment().get(name)))
                .reload(Duration.ZERO)
                .open()) {
            List<WeChatLogin> instances = app.loginInstances().stream()
                    .filter(WeChatLogin.class::isInstance)
                    .map(WeChatLogin.class::cast)
                    .toList();
            findings.addAll(made(checks(instances)));
        } catch (ConfigException e) {
            findings.add(Finding.fail(
                    "app",
                    new Said(String.valueOf(e.getMessage()), "应用文件夹有误：" + e.file() + " " + e.key()),
                    new Said("mend that file, as it says", "按英文说明修改该文件")));
            findings.addAll(made(checks(List.of())));
        }
        return findings;
    }

    private Map<String, Check> checks(List<WeChatLogin> instances) {
        var checks = new LinkedHashMap<String, Check>();
        checks.put("java", new JavaCheck(here.javaFeature()));
        checks.put("environment", new VariablesCheck(subject.strayVariables()));
        checks.put("app", new InstancesCheck(subject, instances));
        checks.put("public-url", new PublicUrlCheck(subject, here));
        checks.put("callback-domain", new CallbackDomainCheck(subject, instances, here));
        checks.put("origins", new OriginsCheck(subject));
        checks.put("admin-key", new AdminKeyCheck(subject.adminKey()));
        checks.put("lives", new LivesCheck(subject));
        checks.put("port", new PortCheck(subject));
        checks.put("folders", new FoldersCheck(subject, here));
        checks.put("database", new DatabaseCheck(subject, here));
        checks.put("redis", new RedisCheck(subject.redis(), here));
        checks.put("wechat", new WeChatCheck(subject, here));
        checks.put("code", new CodeCheck(instances));
        return checks;
    }

    private List<Finding> made(Map<String, Check> checks) {
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "saoma-doctor");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var asked = new LinkedHashMap<String, Future<List<Finding>>>();
            checks.forEach((name, check) -> asked.put(name, threads.submit((Callable<List<Finding>>) check::look)));
            long until = System.nanoTime() + wait.toNanos();
            var findings = new ArrayList<Finding>();
            asked.forEach((name, answer) -> findings.addAll(answer(name, answer, until - System.nanoTime())));
            return findings;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Finding> answer(String name, Future<List<Finding>> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return List.of(Finding.fail(
                    name,
                    new Said("no answer within " + wait.toSeconds() + " s", wait.toSeconds() + " 秒内没有结果"),
                    new Said(
                            "see what holds it up: a firewall that drops packets, a name server, a database",
                            "检查是什么阻塞：丢包的防火墙、域名服务器或数据库")));
        } catch (ExecutionException e) {
            return List.of(Finding.fail(
                    name,
                    new Said("could not be looked at: " + word(e), "无法检查"),
                    new Said("please report this", "请报告此问题")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static String word(ExecutionException e) {
        return Objects.requireNonNullElse(e.getCause(), e).getClass().getSimpleName();
    }
}
