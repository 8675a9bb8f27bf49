package io.picasso.analytics.cli.render;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One YAML document. Texts are always quoted, because YAML readers disagree on which bare words are texts. */
public final class YamlOutput implements Output {
    @Override
    public void print(Answer answer, PrintStream out) {
        printSelected(answer.data(), out);
    }

    @Override
    public void printSelected(@Nullable Object selected, PrintStream out) {
        YAMLFactory factory = YAMLFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                .build();
        try (YAMLGenerator generator = factory.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            Tree.write(selected, generator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
