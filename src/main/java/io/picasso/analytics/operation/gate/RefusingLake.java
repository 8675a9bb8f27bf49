package io.picasso.analytics.operation.gate;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import io.picasso.analytics.port.ObjectStore;
import java.util.Iterator;
import java.util.Optional;

/** A lake that takes nothing, for the proof that then nothing reaches the tables. */
record RefusingLake(ObjectStore lake) implements ObjectStore {
    @Override
    public void put(String path, byte[] content, String contentType) {
        throw refused();
    }

    @Override
    public boolean create(String path, byte[] content, String contentType) {
        throw refused();
    }

    @Override
    public Optional<byte[]> get(String path) {
        return lake.get(path);
    }

    @Override
    public void delete(String path) {
        throw refused();
    }

    @Override
    public Iterator<Listed> list(String prefix) {
        return lake.list(prefix);
    }

    @Override
    public String name() {
        return lake.name();
    }

    private static Failure refused() {
        return Failure.of(FailureCode.DENIED, "The gate's own lake takes nothing");
    }
}
