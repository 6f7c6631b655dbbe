package dev.saoma.server.doctor;

import dev.saoma.server.doctor.HttpProbe.Failure;
import dev.saoma.server.doctor.HttpProbe.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Checks whether this server responds at its public address, its certificate there, and whether trusted proxies are set. */
record PublicUrlCheck(DoctorInput input, Host host) implements Check {
    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public List<Finding> run() {
        String url = input.settings().web().address();
        return input.production()
                ? List.of(
                        reached(url),
                        input.settings().web().clients().trustedProxies().isEmpty()
                                ? Finding.warn("proxy.missing")
                                : Finding.ok("proxy.named"))
                : List.of(Finding.ok("public-url.development", url));
    }

    private Finding reached(String url) {
        HttpProbe.Result result = HttpProbe.get(
                input.settings().web().publicUrl(), input.settings().web().path() + "/api/login", host);
        if (result instanceof Failure failure) {
            return failure.at() == HttpProbe.Step.TLS
                    ? Finding.fail("public-url.untrusted", url, failure.at(), failure.reason())
                    : Finding.warn("public-url.unreached", url, failure.at(), failure.reason());
        }
        Response response = (Response) result;
        if (response.status() == 404) {
            return Finding.warn("public-url.other-program", url);
        }
        Instant soon = host.clock().instant().plus(SOON);
        return response.certificateEnd()
                .filter(soon::isAfter)
                .map(end -> Finding.warn("public-url.certificate-ends", url, end))
                .orElseGet(() -> Finding.ok("public-url.reached", url));
    }
}
