package io.picasso.analytics.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tells on standard error how far long work is: on a terminal one line that is updated, elsewhere a line every few
 * seconds. It draws when it is told of progress, never by itself. Safe for several threads.
 */
public final class Progress implements AutoCloseable {
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final PrintStream err;
    private final int width;
    private final boolean updating;
    private final boolean silent;
    private final Clock clock;
    private final String label;
    private final OptionalLong total;
    private final Instant started;
    private Instant drawn;
    private boolean lineOpen;
    private boolean anyLine;
    private Optional<String> own = Optional.empty();
    private String part = "";
    private long done;
    private long rejected;

    /**
     * Begins to measure.
     *
     * @param quiet whether nothing is to be printed
     * @param label what is counted, such as {@code events}
     * @param total how many there are to be done; empty where that is not known
     */
    public Progress(Terminal terminal, boolean quiet, Clock clock, String label, OptionalLong total) {
        this.err = terminal.err();
        this.width = terminal.width();
        this.updating = terminal.errIsTerminal();
        this.silent = quiet;
        this.clock = clock;
        this.label = label;
        this.total = total;
        this.started = clock.instant();
        this.drawn = started;
    }

    /** Adds to what is done; what was rejected counts as done too. */
    public synchronized void advance(long moreDone, long moreRejected) {
        done += moreDone;
        rejected += moreRejected;
        Instant now = clock.instant();
        if (Duration.between(drawn, now).compareTo(updating ? BETWEEN_UPDATES : BETWEEN_LINES) >= 0) {
            drawn = now;
            draw(now);
        }
    }

    /** Shows another text than the usual counts, from now on. */
    public synchronized void show(String text) {
        own = Optional.of(text);
        advance(0, 0);
    }

    /** Says after the counts which part of the work this is, from now on. */
    public synchronized void part(String text) {
        part = ", " + text;
        advance(0, 0);
    }

    /** Writes another line without tearing the updated one. */
    public synchronized void note(String line) {
        if (!silent) {
            clear();
            err.println(line);
        }
    }

    /** The last state, where any was shown; then nothing more is drawn. */
    @Override
    public synchronized void close() {
        if (updating) {
            clear();
        } else if (anyLine) {
            draw(clock.instant());
        }
    }

    private void draw(Instant now) {
        if (silent) {
            return;
        }
        String text = text(Duration.between(started, now));
        if (updating) {
            // A line that wraps could not be taken back.
            err.print(CLEAR_LINE + text.substring(0, Math.min(text.length(), width - 1)));
            err.flush();
            lineOpen = true;
        } else {
            err.println(text);
            anyLine = true;
        }
    }

    private void clear() {
        if (lineOpen) {
            err.print(CLEAR_LINE);
            err.flush();
            lineOpen = false;
        }
    }

    private String text(Duration elapsed) {
        if (own.isPresent()) {
            return own.get();
        }
        double perSecond = elapsed.isZero() ? 0 : done * 1000.0 / Math.max(1, elapsed.toMillis());
        StringBuilder text = new StringBuilder(label).append(": ").append(grouped(done));
        if (total.isPresent()) {
            text.append(" of ").append(grouped(total.getAsLong()));
        }
        text.append(", ").append(grouped(Math.round(perSecond))).append("/s");
        if (total.isPresent() && perSecond > 0 && total.getAsLong() > done) {
            text.append(", ")
                    .append(span((long) Math.ceil((total.getAsLong() - done) / perSecond)))
                    .append(" left");
        }
        if (rejected > 0) {
            text.append(", ").append(grouped(rejected)).append(" rejected");
        }
        return text.append(part).toString();
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String span(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
