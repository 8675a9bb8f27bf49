package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.FunctionPackage;
import io.picasso.analytics.cli.render.Answer;
import io.picasso.analytics.cli.render.Screen;
import io.picasso.analytics.cli.render.Screen.Tone;
import io.picasso.analytics.failure.ExitStatus;
import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows and copies the package of the functions. */
@picocli.CommandLine.Command(
        name = "package",
        description = {
            "Checks the package that functions are made of, and shows its size, hash and contents.",
            "It is built with the distribution; --out copies it."
        },
        footer = {"", "Example:", "  picasso-analytics deploy package --out functions.zip"})
final class DeployPackageCommand extends Command {
    @Mixin
    PackageOption source = new PackageOption();

    @Option(names = "--out", paramLabel = "FILE", description = "Copy it there; a file that is there is replaced.")
    @Nullable
    Path out;

    @Override
    ExitStatus run() {
        Path here = context().workingDirectory();
        FunctionPackage found = source.read(here);
        Optional<Path> copy = Optional.ofNullable(out).map(here::resolve);
        copy.ifPresent(target -> copy(found, target));
        print(new Shown(found, copy));
        return ExitStatus.OK;
    }

    private static void copy(FunctionPackage found, Path target) {
        try {
            Files.write(target, found.code().zip());
        } catch (IOException e) {
            throw Failure.of(FailureCode.UNUSABLE_FILE, "The package could not be copied")
                    .where(target.toString())
                    .why(reason(target, e));
        }
    }

    private static String reason(Path target, IOException e) {
        if (Files.isDirectory(target)) {
            return "that is a folder; name the file in it";
        }
        if (e instanceof NoSuchFileException) {
            return "the folder it would be in is not there";
        }
        return e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : String.valueOf(e.getMessage());
    }

    private record Shown(FunctionPackage found, Optional<Path> copy) implements Answer {
        @Override
        public Map<String, Object> data() {
            Map<String, Object> data = new LinkedHashMap<>();
            data.put("file", found.file().toString());
            data.put("copy", copy.map(Path::toString).orElse(null));
            data.put("bytes", found.bytes());
            data.put("sha256", found.sha256());
            data.put("code_sha256", found.code().sha256());
            data.put("entries", found.entries().stream().map(Shown::row).toList());
            return data;
        }

        private static Map<String, Object> row(FunctionPackage.Entry entry) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", entry.name());
            row.put("bytes", entry.bytes());
            return row;
        }

        @Override
        public Optional<String> rows() {
            return Optional.of("entries");
        }

        @Override
        public void draw(Screen screen) {
            screen.table(
                    List.of("ENTRY", "BYTES"),
                    found.entries().stream()
                            .map(entry -> List.of(entry.name(), grouped(entry.bytes())))
                            .toList(),
                    "BYTES");
            screen.line("");
            screen.line(found.file() + ": " + grouped(found.bytes()) + " bytes, "
                    + found.entries().size() + (found.entries().size() == 1 ? " entry" : " entries"));
            screen.line("sha256 " + found.sha256());
            copy.ifPresent(target -> screen.line(screen.toned(Tone.GOOD, "copied") + " to " + target));
        }

        private static String grouped(long number) {
            return String.format(Locale.ROOT, "%,d", number);
        }
    }
}
