package io.picasso.analytics.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were measured on. */
final class Machine {
    private Machine() {}

    static void print() {
        System.out.println("Java      " + System.getProperty("java.vm.name") + " " + System.getProperty("java.version")
                + ", " + (Runtime.getRuntime().maxMemory() >> 20) + " MB heap, "
                + ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.println("Machine   " + Runtime.getRuntime().availableProcessors() + " cores" + model() + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", load "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static void printLoad() {
        System.out.println("Load at the end: "
                + ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String model() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " of " + line.substring(line.indexOf(':') + 1).trim())
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
