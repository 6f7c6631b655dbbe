package dev.saoma.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RandomFilterTest {

    private RandomFilters filters;

    @BeforeEach
    void seed() {
        long seed = Long.getLong("saoma.seed", System.nanoTime());
        System.out.println("RandomFilterTest: -Dsaoma.seed=" + seed);
        filters = new RandomFilters(new Random(seed));
    }

    @Test
    void builderTextParsesBackToTheSameTree() {
        for (int i = 0; i < 2_000; i++) {
            RandomFilters.Pair sample = filters.next(i % 5);

            assertThat(Sample.parse(sample.q().toString()))
                    .as(sample.q().toString())
                    .isEqualTo(sample.filter());
        }
    }
}
