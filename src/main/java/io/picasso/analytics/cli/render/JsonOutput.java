package io.picasso.analytics.cli.render;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One JSON document, indented for reading. */
public final class JsonOutput implements Output {
    @Override
    public void print(Answer answer, PrintStream out) {
        printSelected(answer.data(), out);
    }

    @Override
    public void printSelected(@Nullable Object selected, PrintStream out) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        Json.write(selected, printer, new OutputStreamWriter(out, StandardCharsets.UTF_8));
        out.print('\n');
    }
}
