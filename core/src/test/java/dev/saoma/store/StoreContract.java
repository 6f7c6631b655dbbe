package dev.saoma.store;

import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A contract that every store fulfils. Each test has a store without rows. */
public abstract class StoreContract {
    private final Function<Path, Store> stores;
    protected Store store;

    /** @param stores opens a new store without rows in a folder */
    protected StoreContract(Function<Path, Store> stores) {
        this.stores = stores;
    }

    @BeforeEach
    void openStore(@TempDir Path folder) {
        store = stores.apply(folder);
    }

    @AfterEach
    void closeStore() {
        store.close();
    }
}
