package io.picasso.analytics.cli.render;

import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** A form in which answers are printed. Neither method fails on a closed pipe. */
public interface Output {
    /** Prints a whole answer. */
    void print(Answer answer, PrintStream out);

    /** Prints what a query selected: a map, a list, a scalar, or null where it selected nothing. */
    void printSelected(@Nullable Object selected, PrintStream out);
}
