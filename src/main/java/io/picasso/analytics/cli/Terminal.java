package io.picasso.analytics.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * The streams of this process and what is known about them.
 *
 * @param out data only
 * @param err everything else: progress, notes, errors
 * @param in what is piped or typed in
 * @param interactive whether a person is there to be asked (standard input and error are a terminal)
 * @param outIsTerminal whether standard output is a terminal
 * @param errIsTerminal whether standard error is a terminal, so that a progress line can be updated
 * @param colored whether colour is wanted on standard output
 * @param width columns of the terminal; 80 where it is not known
 */
public record Terminal(
        PrintStream out,
        PrintStream err,
        InputStream in,
        boolean interactive,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colored,
        int width) {
    /** A terminal whose standard error is one exactly when a person is there. */
    public Terminal(
            PrintStream out,
            PrintStream err,
            InputStream in,
            boolean interactive,
            boolean outIsTerminal,
            boolean colored,
            int width) {
        this(out, err, in, interactive, outIsTerminal, interactive, colored, width);
    }
}
