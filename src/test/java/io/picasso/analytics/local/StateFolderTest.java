package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {
    private static final Map<String, String> ALL =
            Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "/state", "PICASSO_STATE_DIR", "/mine");

    @Test
    void theOptionWinsOverTheVariables() {
        assertThat(StateFolder.resolve(Optional.of(Path.of("/given")), ALL).root())
                .isEqualTo(Path.of("/given"));
    }

    @Test
    void thenItsOwnVariableThenTheXdgFolderThenTheHome() {
        assertThat(StateFolder.resolve(Optional.empty(), ALL).root()).isEqualTo(Path.of("/mine"));
        assertThat(StateFolder.resolve(Optional.empty(), Map.of("HOME", "/home/ann", "XDG_STATE_HOME", "/state"))
                        .root())
                .isEqualTo(Path.of("/state/picasso-analytics/local"));
        assertThat(StateFolder.resolve(Optional.empty(), Map.of("HOME", "/home/ann", "PICASSO_STATE_DIR", ""))
                        .root())
                .isEqualTo(Path.of("/home/ann/.local/state/picasso-analytics/local"));
    }

    @Test
    void ofSeveralWhoClaimANewFolderAtOnceNoneTakesItForAStrangers(@TempDir Path temporary) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 200; round++) {
                Path root = temporary.resolve("folder " + round);
                CyclicBarrier together = new CyclicBarrier(4);
                Callable<Void> claim = () -> {
                    StateFolder folder = new StateFolder(root);
                    together.await();
                    folder.claim();
                    Files.writeString(folder.turn(), "");
                    return null;
                };
                for (Future<Void> claimed : threads.invokeAll(List.of(claim, claim, claim, claim))) {
                    claimed.get();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFolderWithOtherFilesIsNotClaimed(@TempDir Path temporary) throws Exception {
        Files.writeString(temporary.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> new StateFolder(temporary).claim())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.code()).isEqualTo(FailureCode.FOREIGN_FOLDER));
        assertThat(temporary).isDirectoryNotContaining("glob:**.stack");
    }
}
