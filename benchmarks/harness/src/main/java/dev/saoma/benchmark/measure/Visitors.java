package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.database.LargeSite;
import dev.saoma.benchmark.load.Browser;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Journey;
import dev.saoma.benchmark.load.Operation;
import dev.saoma.benchmark.load.Running;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The people and the signed-in browsers of a large site. */
final class Visitors {
    /** One attempt of ten more is left at WeChat's page. */
    private static final int LEAVING = 10;

    private final Journey journey;
    private final int people;
    private final AtomicReferenceArray<Browser> signedIn;

    private Visitors(Journey journey, int people, AtomicReferenceArray<Browser> signedIn) {
        this.journey = journey;
        this.people = people;
        this.signedIn = signedIn;
    }

    static Visitors of(Running running, int people, int sessions) throws IOException {
        try (Connection connection = Connection.open(running.port())) {
            Browser example = running.journey().login(connection, Codes.of(1));
            var signedIn = new AtomicReferenceArray<Browser>(sessions);
            for (int i = 0; i < sessions; i++) {
                signedIn.set(i, example.withSession(LargeSite.secret(i)));
            }
            return new Visitors(running.journey(), people, signedIn);
        }
    }

    /** Logins of random people; the new session replaces a random one among those that are checked. */
    Operation.Maker logins() {
        Operation login = Operation.timed(each -> {
            int person = ThreadLocalRandom.current().nextInt(people);
            signedIn.set(random(), journey.login(each, Codes.of(person)));
        });
        return connection -> each -> {
            long took = login.once(each);
            if (ThreadLocalRandom.current().nextInt(LEAVING) == 0) {
                journey.begin(each);
            }
            return took;
        };
    }

    /** Session checks of random browsers. */
    Operation.Maker checks() {
        return connection -> Operation.timed(
                each -> Journey.require(journey.me(each, signedIn.get(random())), 200, "The session check"));
    }

    private int random() {
        return ThreadLocalRandom.current().nextInt(signedIn.length());
    }
}
