package io.picasso.analytics.operation.lake;

import java.time.LocalDate;
import java.util.List;

/**
 * What became of a day. After a dry run: what would become of it.
 *
 * @param bytesBefore as they lie in the store
 * @param lines distinct lines that were gone through
 * @param repeats lines that stood there before, text by text, and were left out
 * @param damaged objects that cannot be read to their end and stay where they are
 * @param changed objects that were written anew by somebody else meanwhile and stay, for the next run
 */
public record CompactedDay(
        String tenantId,
        LocalDate day,
        long objectsBefore,
        long bytesBefore,
        long objectsAfter,
        long bytesAfter,
        long lines,
        long repeats,
        List<String> damaged,
        List<String> changed) {
    public CompactedDay {
        damaged = List.copyOf(damaged);
        changed = List.copyOf(changed);
    }
}
