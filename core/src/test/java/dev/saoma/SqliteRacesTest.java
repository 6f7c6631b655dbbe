package dev.saoma;

import dev.saoma.sql.Database;
import dev.saoma.sql.SqliteTemplate;
import java.nio.file.Path;

class SqliteRacesTest extends RacesContract {
    @Override
    Database database(Path folder) {
        return SqliteTemplate.database(folder);
    }
}
