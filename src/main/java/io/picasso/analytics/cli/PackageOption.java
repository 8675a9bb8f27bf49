package io.picasso.analytics.cli;

import io.picasso.analytics.adapter.file.FunctionPackage;
import io.picasso.analytics.resource.FunctionDeclarations;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which package functions are made of. */
final class PackageOption {
    private static final String IN_DISTRIBUTION = "lambda/picasso-analytics-lambda.zip";

    @Option(names = "--zip", paramLabel = "FILE", description = "Another package than that of this distribution.")
    @Nullable
    Path zip;

    /** Where the package lies, or should. */
    Path file(Path workingDirectory) {
        return zip == null ? beside(ownLocation()) : workingDirectory.resolve(zip);
    }

    /**
     * Reads it and checks it.
     *
     * @throws io.picasso.analytics.failure.Failure UNREADABLE_INPUT when it cannot be used
     */
    FunctionPackage read(Path workingDirectory) {
        return FunctionPackage.read(file(workingDirectory), FunctionDeclarations.HANDLERS);
    }

    /** The program lies in the distribution's {@code lib}. */
    private static Path beside(Path own) {
        return own.resolveSibling("..").resolve(IN_DISTRIBUTION).normalize();
    }

    private static Path ownLocation() {
        try {
            return Path.of(PackageOption.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("this class was loaded from no file", e);
        }
    }
}
