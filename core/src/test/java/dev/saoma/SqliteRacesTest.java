package dev.saoma;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteTemplate;
import java.nio.file.Path;

class SqliteRacesTest extends RacesContract {
    @Override
    Database database(Path folder) {
        return SqliteTemplate.database(folder);
    }
}
