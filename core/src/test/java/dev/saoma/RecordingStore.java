package dev.saoma;

import dev.saoma.durability.Durability;
import dev.saoma.store.Store;
import dev.saoma.store.Transaction;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/** Passes everything on to another store, and records the durability of each write while it is asked to. */
final class RecordingStore implements Store {
    private final Store store;
    private final ConcurrentLinkedQueue<Write> writes = new ConcurrentLinkedQueue<>();
    private volatile boolean isRecording;

    private record Write(Thread thread, Durability durability) {}

    RecordingStore(Store store) {
        this.store = store;
    }

    /** Returns the writes of a journey on this thread, in order. */
    List<Durability> during(Runnable journey) {
        writes.clear();
        isRecording = true;
        journey.run();
        return of(Thread.currentThread());
    }

    /** Returns the writes of other threads since {@link #during} began. */
    List<Durability> inBackground() {
        return writes.stream()
                .filter(write -> write.thread() != Thread.currentThread())
                .map(Write::durability)
                .toList();
    }

    private List<Durability> of(Thread thread) {
        return writes.stream()
                .filter(write -> write.thread() == thread)
                .map(Write::durability)
                .toList();
    }

    private void record(Durability durability) {
        if (isRecording) {
            writes.add(new Write(Thread.currentThread(), durability));
        }
    }

    @Override
    public <T> T write(Durability durability, Function<Transaction, T> work) {
        record(durability);
        return store.write(durability, work);
    }

    @Override
    public <T> T writeSingle(Durability durability, Function<Transaction, T> work) {
        record(durability);
        return store.writeSingle(durability, work);
    }

    @Override
    public <T> T lookUp(Function<Transaction, T> work) {
        return store.lookUp(work);
    }

    @Override
    public <T> T read(Function<Transaction, T> work) {
        return store.read(work);
    }

    @Override
    public void close() {
        store.close();
    }
}
