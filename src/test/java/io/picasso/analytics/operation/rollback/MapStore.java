package io.picasso.analytics.operation.rollback;

import io.picasso.analytics.port.ObjectStore;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A bucket in memory, for tests that try many lives of a program. */
final class MapStore implements ObjectStore {
    private final ConcurrentSkipListMap<String, byte[]> objects = new ConcurrentSkipListMap<>();

    @Override
    public void put(String path, byte[] content, String contentType) {
        objects.put(path, content);
    }

    @Override
    public boolean create(String path, byte[] content, String contentType) {
        byte[] there = objects.putIfAbsent(path, content);
        return there == null || java.util.Arrays.equals(there, content);
    }

    @Override
    public Optional<byte[]> get(String path) {
        return Optional.ofNullable(objects.get(path));
    }

    @Override
    public void delete(String path) {
        objects.remove(path);
    }

    @Override
    public Iterator<Listed> list(String prefix) {
        return objects.tailMap(prefix).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map((Map.Entry<String, byte[]> entry) -> new Listed(entry.getKey(), entry.getValue().length))
                .iterator();
    }

    @Override
    public String name() {
        return "memory";
    }
}
