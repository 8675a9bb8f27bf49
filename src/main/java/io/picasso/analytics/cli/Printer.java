package io.picasso.analytics.cli;

import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.CsvOutput;
import io.picasso.analytics.cli.render.JsonOutput;
import io.picasso.analytics.cli.render.NdjsonOutput;
import io.picasso.analytics.cli.render.Output;
import io.picasso.analytics.cli.render.Query;
import io.picasso.analytics.cli.render.ScreenOutput;
import io.picasso.analytics.cli.render.TerminalScreen;
import io.picasso.analytics.cli.render.YamlOutput;
import java.io.PrintStream;
import java.util.Optional;

/** Prints answers on standard output in the form that was asked for. */
record Printer(Output output, Optional<Query> query, PrintStream out) {
    static Printer of(GlobalOptions.Format format, Optional<Query> query, Terminal terminal, boolean noColor) {
        Output output = switch (format) {
            case json -> new JsonOutput();
            case ndjson -> new NdjsonOutput();
            case csv -> new CsvOutput();
            case yaml -> new YamlOutput();
            case table ->
                new ScreenOutput(out -> new TerminalScreen(
                        out, terminal.width(), terminal.outIsTerminal(), terminal.colored() && !noColor));
        };
        return new Printer(output, query, terminal.out());
    }

    /** One answer, flushed, so that whoever reads along sees it. */
    void print(Answer answer) {
        if (query.isPresent()) {
            output.printSelected(query.get().select(answer.data()), out);
        } else {
            output.print(answer, out);
        }
        out.flush();
    }
}
