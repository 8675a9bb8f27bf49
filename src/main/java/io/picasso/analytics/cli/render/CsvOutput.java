package io.picasso.analytics.cli.render;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Comma-separated values with a header: the rows of an answer, nested values as JSON text. Cells stand as they are; a
 * spreadsheet that takes a text for a formula has to be told.
 */
public final class CsvOutput implements Output {
    private static final String SCALAR_COLUMN = "value";

    @Override
    public void print(Answer answer, PrintStream out) {
        write(answer.table().map(Rows::ofSelected).orElseGet(() -> Rows.of(answer)), out);
    }

    @Override
    public void printSelected(@Nullable Object selected, PrintStream out) {
        write(Rows.ofSelected(selected), out);
    }

    private static void write(List<@Nullable Object> rows, PrintStream out) {
        if (rows.isEmpty()) {
            return;
        }
        List<String> keys = Rows.columns(rows);
        List<String> columns = keys.isEmpty() ? List.of(SCALAR_COLUMN) : keys;
        CsvSchema schema = CsvSchema.builder()
                .addColumns(columns, CsvSchema.ColumnType.STRING)
                .setUseHeader(true)
                .build();
        CsvFactory factory = CsvFactory.builder()
                .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .build();
        try (CsvGenerator generator = factory.createGenerator(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            generator.setSchema(schema);
            for (Object row : rows) {
                generator.writeStartArray();
                for (String column : columns) {
                    generator.writeString(Rows.cell(row instanceof Map<?, ?> map ? map.get(column) : row));
                }
                generator.writeEndArray();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
