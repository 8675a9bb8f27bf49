package io.picasso.analytics.operation.lake;

import io.picasso.analytics.port.ObjectStore;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** A store that tells of every call, before and after it, and of what it was. */
record WatchedStore(ObjectStore store, Consumer<String> before, Consumer<String> after) implements ObjectStore {
    @Override
    public void put(String path, byte[] content, String contentType) {
        before.accept("put");
        store.put(path, content, contentType);
        after.accept("put");
    }

    @Override
    public boolean create(String path, byte[] content, String contentType) {
        before.accept("create");
        boolean made = store.create(path, content, contentType);
        after.accept("create");
        return made;
    }

    @Override
    public Optional<byte[]> get(String path) {
        before.accept("get");
        Optional<byte[]> content = store.get(path);
        after.accept("get");
        return content;
    }

    @Override
    public void delete(String path) {
        before.accept("delete");
        store.delete(path);
        after.accept("delete");
    }

    @Override
    public Iterator<Listed> list(String prefix) {
        before.accept("list");
        Iterator<Listed> listing = store.list(prefix);
        after.accept("list");
        return listing;
    }

    @Override
    public String name() {
        return store.name();
    }
}
