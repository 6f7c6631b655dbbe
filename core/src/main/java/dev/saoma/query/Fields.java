package dev.saoma.query;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The allow-list: the only fields that a filter or an order may name. */
public record Fields(List<Field> all) {

    public Fields {
        all = List.copyOf(all);
        Set<String> names = new HashSet<>();
        for (Field field : all) {
            if (!names.add(field.name())) {
                throw new IllegalArgumentException("field listed twice: " + field.name());
            }
        }
    }

    public static Fields of(Field... all) {
        return new Fields(List.of(all));
    }

    Optional<Field> find(String name) {
        return all.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    Field require(String name, int position) {
        return find(name)
                .orElseThrow(
                        () -> new QueryException("unknown field " + QueryException.quote(name), position, names()));
    }

    private String names() {
        return all.stream().map(Field::name).collect(Collectors.joining(", "));
    }
}
