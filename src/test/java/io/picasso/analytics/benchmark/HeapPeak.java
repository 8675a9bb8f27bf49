package io.picasso.analytics.benchmark;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much heap was in use at most, and how much was still in use right after a collection: what is really needed. */
final class HeapPeak {
    private final AtomicLong afterCollection = new AtomicLong();

    HeapPeak() {
        Set<String> heap = pools().map(MemoryPoolMXBean::getName).collect(Collectors.toSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                        .filter(pool -> heap.contains(pool.getKey()))
                                        .mapToLong(pool -> pool.getValue().getUsed())
                                        .sum();
                                afterCollection.accumulateAndGet(used, Math::max);
                            },
                            null,
                            null);
        }
    }

    /** Megabytes used at most, garbage included; the sum of each pool's own highest. */
    long mostMegabytes() {
        return pools().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }

    private static Stream<MemoryPoolMXBean> pools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP);
    }

    /** Megabytes still used after a collection, at most. */
    long keptMegabytes() {
        return afterCollection.get() >> 20;
    }

    void reset() {
        afterCollection.set(0);
        ManagementFactory.getMemoryPoolMXBeans().forEach(pool -> pool.resetPeakUsage());
    }
}
