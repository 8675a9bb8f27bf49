package io.picasso.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What only a process of its own can show. */
class ProcessTest {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static ProcessBuilder shell(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash", JAVA, "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("PICASSO_"));
        return builder;
    }

    private static String text(java.io.InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aClosedPipeIsQuietAndNoFailure() throws Exception {
        String main = Main.class.getName();
        Process process = shell("\"$@\" | head -1; exec echo ${PIPESTATUS[0]}", main, "explain", "-o", "ndjson")
                .start();

        assertThat(text(process.getInputStream()))
                .startsWith("{\"code\":\"PA-101\"")
                .endsWith("}\n0\n");
        assertThat(text(process.getErrorStream())).isEmpty();

        Process closed = shell("\"$@\" | true; exec echo ${PIPESTATUS[0]}", main, "--help")
                .start();
        assertThat(text(closed.getInputStream())).isEqualTo("0\n");
        assertThat(text(closed.getErrorStream())).isEmpty();
    }

    @Test
    void outputIsUtf8WhateverTheLocaleSays() throws Exception {
        ProcessBuilder builder = shell("exec \"$@\"", Main.class.getName(), "explain", "201", "--query", "'é–😀'");
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
        builder.command().add(6, "-Dfile.encoding=ISO-8859-1");
        Process process = builder.start();

        assertThat(text(process.getInputStream())).isEqualTo("é–😀\n");
    }

    @Test
    void anInterruptedCommandFinishesItsBatchAndEndsWith130() throws Exception {
        Process process = interruptible("attended").start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("working");
        signal("INT", process);

        assertThat(out.readLine()).isEqualTo("batch finished, requested true");
        assertThat(process.waitFor()).isEqualTo(130);
    }

    @Test
    void aCommandWithNothingToFinishJustEnds() throws Exception {
        Process process = interruptible("alone").start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("working");
        signal("INT", process);

        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(out.readLine()).isNull();
    }

    @Test
    void aTerminationSignalEndsACommandWithTheSameStatusAsAnInterrupt() throws Exception {
        Process process = interruptible("alone").start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("working");
        signal("TERM", process);

        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(out.readLine()).isNull();
    }

    /** A build that runs in the background ignores interrupts, and so would its children. */
    private static ProcessBuilder interruptible(String how) {
        return shell(
                "env --default-signal=INT true 2>/dev/null && exec env --default-signal=INT \"$@\"; exec \"$@\"",
                InterruptedProgram.class.getName(),
                how);
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }
}
