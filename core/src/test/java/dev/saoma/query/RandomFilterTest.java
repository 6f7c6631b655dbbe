package dev.saoma.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Function;
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

    @Test
    void memoryFindsWhatTheFilterMeans() {
        for (int i = 0; i < 1_000; i++) {
            Filter filter = filters.next(i % 5).filter();

            assertThat(Sample.ROWS.stream().filter(row -> filter.matches(value(row))))
                    .as(filter.toString())
                    .containsExactlyElementsOf(Sample.ROWS.stream()
                            .filter(row -> RandomFilters.matches(filter, row))
                            .toList());
        }
    }

    private static Function<Field, Object> value(Sample.Row row) {
        return field -> row.lacks(field) ? null : row.values().get(field);
    }
}
