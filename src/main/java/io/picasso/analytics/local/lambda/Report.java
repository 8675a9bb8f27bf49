package io.picasso.analytics.local.lambda;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What Lambda says of a call in the log.
 *
 * @param took from handing the event over to the answer
 * @param mostMemory the most the process has had, in bytes; empty where it is not known
 * @param init how long the start took, on the first call of an environment
 */
record Report(Duration took, int memoryMb, OptionalLong mostMemory, Optional<Duration> init) {
    /** The line, in Lambda's form. The start is billed, as in AWS. */
    String line(String id) {
        StringBuilder line = new StringBuilder("REPORT RequestId: ").append(id);
        line.append("\tDuration: ").append(millis(took)).append(" ms");
        long billed = took.plus(init.orElse(Duration.ZERO)).plusNanos(999_999).toMillis();
        line.append("\tBilled Duration: ").append(billed).append(" ms");
        line.append("\tMemory Size: ").append(memoryMb).append(" MB");
        mostMemory.ifPresent(bytes -> line.append("\tMax Memory Used: ")
                .append((bytes + (1 << 20) - 1) >> 20)
                .append(" MB"));
        init.ifPresent(
                time -> line.append("\tInit Duration: ").append(millis(time)).append(" ms"));
        return line.append('\t').toString();
    }

    private static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e6);
    }
}
