package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.port.ObjectStore;
import java.util.Iterator;
import java.util.Optional;

/** A store as a processor that may die sees it. */
record MortalObjectStore(ObjectStore store, Life life) implements ObjectStore {
    @Override
    public void put(String path, byte[] content, String contentType) {
        if (path.startsWith(LakeKey.PREFIX)) {
            life.reach(Moment.BEFORE_THE_LAKE);
        }
        store.put(path, content, contentType);
        if (path.startsWith(LakeKey.PREFIX)) {
            life.reach(Moment.AFTER_ONE_LAKE_OBJECT);
        }
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
