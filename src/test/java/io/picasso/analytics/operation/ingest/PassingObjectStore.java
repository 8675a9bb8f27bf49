package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.port.ObjectStore;
import java.util.Iterator;
import java.util.Optional;

/** Passes every call on to another store; subclasses do something before or after. */
class PassingObjectStore implements ObjectStore {
    private final ObjectStore store;

    PassingObjectStore(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void put(String path, byte[] content, String contentType) {
        store.put(path, content, contentType);
    }

    @Override
    public boolean create(String path, byte[] content, String contentType) {
        return store.create(path, content, contentType);
    }

    @Override
    public Optional<byte[]> get(String path) {
        return store.get(path);
    }

    @Override
    public void delete(String path) {
        store.delete(path);
    }

    @Override
    public Iterator<Listed> list(String prefix) {
        return store.list(prefix);
    }

    @Override
    public String name() {
        return store.name();
    }
}
