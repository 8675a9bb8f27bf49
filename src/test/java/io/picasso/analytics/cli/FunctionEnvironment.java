package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.aws.lambda.LambdaStub;
import io.picasso.analytics.operation.ingest.IngestEnvironment;
import io.picasso.analytics.resource.FunctionDeclarations;
import io.picasso.analytics.setting.SettingKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A provisioned environment "test" with a Lambda of its own, and command lines in it. */
final class FunctionEnvironment implements AutoCloseable {
    static final String NAME = SettingKey.PROCESSOR_FUNCTION.defaultText();

    // The engine's own clock is not the tests'; it must expire nothing.
    final IngestEnvironment engines = IngestEnvironment.create(Map.of(SettingKey.RETENTION_DAYS, "3650"));
    final LambdaStub stub;
    private final Path folder;

    FunctionEnvironment(Path folder) throws IOException {
        this.folder = folder;
        this.stub = new LambdaStub();
        stub.settleAfter(1);
    }

    String name(SettingKey key) {
        return engines.settings().text(key);
    }

    CommandRun.Result run(String... arguments) {
        return command().with(arguments);
    }

    /** A command line in the environment, which stands in a file as an operator would write it. */
    CommandRun command() {
        StringBuilder file =
                new StringBuilder("environments:\n  test:\n    functions.role: arn:aws:iam::1:role/ours\n");
        file.append("    endpoints.lambda: ").append(stub.uri()).append('\n');
        for (SettingKey key : SettingKey.values()) {
            boolean ours = key == SettingKey.LAMBDA_ENDPOINT || key == SettingKey.DYNAMODB_WRITE_ENABLED;
            if (!ours && !name(key).equals(key.defaultText())) {
                file.append("    ")
                        .append(key.key())
                        .append(": ")
                        .append(name(key))
                        .append('\n');
            }
        }
        try {
            Files.writeString(folder.resolve("picasso-analytics.yaml"), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CommandRun.in(folder)
                .variable("PICASSO_ENV", "test")
                .variable("PICASSO_JOURNAL_DIR", folder.resolve("runs").toString());
    }

    /** A zip with the handlers in a jar, as the distribution's is. */
    Path zip(String name, String content) {
        try {
            ByteArrayOutputStream jar = new ByteArrayOutputStream();
            try (ZipOutputStream out = new ZipOutputStream(jar)) {
                for (String handler : FunctionDeclarations.HANDLERS) {
                    entry(out, handler.replace('.', '/') + ".class", content.getBytes(StandardCharsets.UTF_8));
                }
            }
            ByteArrayOutputStream zip = new ByteArrayOutputStream();
            try (ZipOutputStream out = new ZipOutputStream(zip)) {
                entry(out, "lib/picasso-analytics.jar", jar.toByteArray());
            }
            return Files.write(folder.resolve(name), zip.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void entry(ZipOutputStream out, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(1_700_000_000_000L);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    @Override
    public void close() {
        stub.close();
        engines.close();
    }
}
