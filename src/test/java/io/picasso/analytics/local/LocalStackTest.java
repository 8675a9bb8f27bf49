package io.picasso.analytics.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.failure.Failure;
import io.picasso.analytics.failure.FailureCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Every stack here is a process of its own. */
class LocalStackTest {
    @TempDir
    Path temporary;

    private StateFolder folder;
    private LocalStack stack;

    @BeforeEach
    void useAFreshFolder() {
        folder = new StateFolder(temporary.resolve("a folder"));
        stack = control();
    }

    @AfterEach
    void stopWhatRuns() throws IOException {
        stack.stop();
    }

    @Test
    void aStartedStackIsFoundAndUsedByOthers() throws Exception {
        RunningStack started = start();

        assertThat(control().find()).contains(started);
        assertThat(control().start(StartRequest.usual(), note -> {})).isEqualTo(started);
        try (DynamoDbClient client = StackClients.dynamodb(started.endpoints())) {
            assertThat(client.listTables().tableNames()).isEmpty();
        }
    }

    @Test
    void aKilledStackIsNoticedAndTheNextOneAnswersAtTheSamePorts() throws Exception {
        RunningStack killed = start();
        ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get();

        assertThat(Files.exists(folder.state())).isTrue();
        assertThat(control().find()).isEmpty();
        assertThat(Files.exists(folder.state())).isFalse();

        RunningStack next = start();
        assertThat(next.pid()).isNotEqualTo(killed.pid());
        assertThat(next.endpoints()).isEqualTo(killed.endpoints());
    }

    @Test
    void aStateFileThatNamesALivingStrangerIsNotBelieved() throws Exception {
        start();
        String state = Files.readString(folder.state());
        stack.stop();
        Files.writeString(
                folder.state(),
                state.replaceAll("pid=\\d+", "pid=" + ProcessHandle.current().pid()));

        assertThat(control().find()).isEmpty();
        assertThat(control().stop()).isFalse();
    }

    @Test
    void aRunningStackOfAnEarlierVersionIsNamedAndCanBeStopped() throws Exception {
        start();
        String state = Files.readString(folder.state());
        Files.writeString(folder.state(), state.replaceAll("port.athena=\\d+", ""));

        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> control().find(), () -> control().start(StartRequest.usual(), n -> {}))) {
            assertThatThrownBy(call)
                    .hasMessageContaining("earlier version")
                    .hasMessageContaining("no athena")
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.next()).contains("local stop"));
        }
        assertThat(control().stop()).isTrue();
    }

    @Test
    void aSecondStackOnTheFolderIsRefused() throws Exception {
        RunningStack first = start();
        List<String> command = StackCommand.run(
                StackInstallation.find(Map.of(), note -> {}), folder, StartRequest.usual(), Optional.empty());
        Process second = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("second.log").toFile())
                .start();

        assertThat(second.waitFor())
                .isEqualTo(FailureCode.STACK_OWNED.exitStatus().code());
        assertThat(temporary.resolve("second.log")).content().contains("belongs to another running stack");
        assertThat(control().find()).contains(first);
    }

    @Test
    void aStackOfAnotherKindIsNotHandedOut() throws Exception {
        start();
        StartRequest other = new StartRequest(Optional.of(Storage.MEMORY), Map.of());

        assertThatThrownBy(() -> control().start(other, note -> {}))
                .isInstanceOfSatisfying(Failure.class, f -> assertThat(f.code()).isEqualTo(FailureCode.STACK_OWNED));
    }

    @Test
    void ofSeveralStartedAtOnceOneRunsAndAllUseIt() throws Exception {
        Set<String> pids = new HashSet<>();
        List<Process> starters = Stream.of(1, 2, 3).map(n -> spawnStarter()).toList();
        for (Process starter : starters) {
            pids.add(new String(starter.getInputStream().readAllBytes()).strip());
            assertThat(starter.waitFor()).isZero();
        }
        assertThat(pids)
                .containsExactly(String.valueOf(control().find().orElseThrow().pid()));
    }

    @Test
    void aFixedPortInUseIsAClearFailure() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(Endpoints.HOST))) {
            StartRequest request =
                    new StartRequest(Optional.of(Storage.MEMORY), Map.of(Service.DYNAMODB, taken.getLocalPort()));

            assertThatThrownBy(() -> stack.start(request, note -> {}))
                    .isInstanceOfSatisfying(
                            Failure.class, f -> assertThat(f.code()).isEqualTo(FailureCode.PORT_IN_USE))
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        assertThat(control().find()).isEmpty();
        assertThat(folder.root()).isDirectoryNotContaining("glob:**failure-*");
    }

    @Test
    void stopKeepsTheLakeAndResetWipesIt() throws Exception {
        try (S3Client client = StackClients.s3(start().endpoints())) {
            client.createBucket(b -> b.bucket("lake"));
            client.putObject(b -> b.bucket("lake").key("kept.json"), RequestBody.fromString("{}"));
        }
        assertThat(stack.stop()).isTrue();
        assertThat(stack.find()).isEmpty();
        assertThat(folder.data().resolve("s3/lake/kept.json")).exists();
        Files.writeString(folder.root().resolve("mine.txt"), "not the stack's");

        assertThat(stack.reset()).isFalse();

        assertThat(folder.data()).doesNotExist();
        assertThat(folder.log()).doesNotExist();
        assertThat(folder.root().resolve("mine.txt")).exists();
    }

    @Test
    void aStackWhoseFolderIsDeletedEnds() throws Exception {
        ProcessHandle process = ProcessHandle.of(start().pid()).orElseThrow();
        stack.folder().wipe();
        try (Stream<Path> rest = Files.list(folder.root())) {
            for (Path path : rest.toList()) {
                Files.delete(path);
            }
        }
        Files.delete(folder.root());

        process.onExit().get();
        assertThat(folder.root()).doesNotExist();
    }

    private LocalStack control() {
        return new LocalStack(folder, Map.of());
    }

    private RunningStack start() throws IOException {
        return stack.start(new StartRequest(Optional.of(Storage.STANDARD), Map.of()), note -> {});
    }

    private Process spawnStarter() {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Starter.class.getName(),
                            folder.root().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A command that starts the stack and prints its process id. */
    static final class Starter {
        private Starter() {}

        public static void main(String[] arguments) throws IOException {
            LocalStack stack = new LocalStack(new StateFolder(Path.of(arguments[0])), Map.of());
            System.out.println(stack.start(StartRequest.usual(), note -> {}).pid());
        }
    }
}
