package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PinnedJarTest {
    @TempDir
    Path home;

    @Test
    void theBuildUsesThePinnedContent() throws Exception {
        for (PinnedJar jar : PinnedJar.values()) {
            assertThat(jar.isAt(onTheClassPath(jar))).as(jar.coordinates()).isTrue();
        }
    }

    @Test
    void jarsInTheLocalMavenRepositoryAreUsedInPlace() throws Exception {
        for (PinnedJar jar : PinnedJar.values()) {
            Path place = home.resolve(".m2/repository").resolve(jar.repositoryPath());
            Files.createDirectories(place.getParent());
            Files.copy(onTheClassPath(jar), place);
        }
        assertThat(parts().find(note -> {})).allMatch(path -> path.startsWith(home.resolve(".m2")));
    }

    @Test
    void anotherContentIsNotUsedAndWithoutMavenTheFailureSaysWhatToDo() throws Exception {
        Path place = home.resolve(".m2/repository").resolve(PinnedJar.DYNAMODB_LOCAL.repositoryPath());
        Files.createDirectories(place.getParent());
        Files.writeString(place, "something else");
        List<String> notes = new ArrayList<>();

        assertThatThrownBy(() -> parts().find(notes::add)).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(FailureCode.STACK_PART_MISSING);
            assertThat(failure.why()).hasValueSatisfying(why -> assertThat(why).contains("mvn"));
        });
        assertThat(notes).singleElement().asString().contains("kB").contains("License");
    }

    private DynamoDbLocalParts parts() {
        return new DynamoDbLocalParts(
                home.resolve("lib-local"), Map.of("HOME", home.toString(), "PATH", home.toString()));
    }

    private static Path onTheClassPath(PinnedJar jar) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.endsWith(jar.fileName()))
                .findFirst()
                .orElseThrow();
    }
}
