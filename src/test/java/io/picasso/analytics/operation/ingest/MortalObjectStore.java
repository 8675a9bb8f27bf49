package io.picasso.analytics.operation.ingest;

import io.picasso.analytics.key.LakeKey;
import io.picasso.analytics.operation.ingest.Life.Moment;
import io.picasso.analytics.port.ObjectStore;

/** A store as a processor that may die sees it. */
final class MortalObjectStore extends PassingObjectStore {
    private final Life life;

    MortalObjectStore(ObjectStore store, Life life) {
        super(store);
        this.life = life;
    }

    @Override
    public void put(String path, byte[] content, String contentType) {
        if (path.startsWith(LakeKey.PREFIX)) {
            life.reach(Moment.BEFORE_THE_LAKE);
        }
        super.put(path, content, contentType);
        if (path.startsWith(LakeKey.PREFIX)) {
            life.reach(Moment.AFTER_ONE_LAKE_OBJECT);
        }
    }
}
