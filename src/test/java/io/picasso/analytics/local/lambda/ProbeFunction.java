package io.picasso.analytics.local.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A function that does what its event says. It is zipped alone, so it knows the JDK and Lambda's own classes only. */
public final class ProbeFunction implements RequestStreamHandler {
    private static final Pattern RECORD = Pattern.compile("\"messageId\":\"([^\"]+)\".*?\"body\":\"([^\"]*)\"");

    private int calls;

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        calls++;
        System.out.println("call " + calls + " of this environment, for " + context.getFunctionName());
        out.write(answer(event).getBytes(StandardCharsets.UTF_8));
    }

    private String answer(String event) {
        if (event.contains("\"Records\"")) {
            return batch(event);
        }
        if (event.contains("\"requestContext\"")) {
            return request(event);
        }
        Matcher what = Pattern.compile("\"do\":\"([a-z]+)\"").matcher(event);
        return switch (what.find() ? what.group(1) : "count") {
            case "count" ->
                "{\"calls\":" + calls + ",\"pid\":" + ProcessHandle.current().pid() + "}";
            case "environment" -> environment();
            case "sleep" -> sleep();
            case "exit" -> {
                Runtime.getRuntime().halt(3);
                yield "";
            }
            case "memory" -> memory();
            case "throw" -> throw new IllegalStateException("thrown on purpose");
            case "large" -> "\"" + "x".repeat(7 << 20) + "\"";
            case "log" -> {
                System.out.print("x".repeat(10_000) + "\nan end of line is missing here");
                yield "{}";
            }
            default -> event;
        };
    }

    private static String environment() {
        return System.getenv().entrySet().stream()
                .map(entry -> "\"" + entry.getKey() + "\":\""
                        + Base64.getEncoder().encodeToString(entry.getValue().getBytes(StandardCharsets.UTF_8)) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "{}";
    }

    private static String memory() {
        List<byte[]> all = new ArrayList<>();
        while (all.size() < 1_000_000) {
            all.add(new byte[1 << 20]);
        }
        return "{\"held\":" + all.size() + "}";
    }

    /** Fails messages whose body begins with "fail"; answers nonsense for one that says so. */
    private static String batch(String event) {
        List<String> failures = new ArrayList<>();
        Matcher record = RECORD.matcher(event);
        while (record.find()) {
            String body = record.group(2);
            if (body.startsWith("nonsense")) {
                return "{\"batchItemFailures\":[{\"itemIdentifier\":\"nobody has this id\"}]}";
            }
            if (body.startsWith("fail")) {
                failures.add("{\"itemIdentifier\":\"" + record.group(1) + "\"}");
            }
        }
        return "{\"batchItemFailures\":[" + String.join(",", failures) + "]}";
    }

    /** Gives the event back, as bytes. */
    private static String request(String event) {
        return "{\"statusCode\":201,\"headers\":{\"X-Probe\":\"yes\"},\"cookies\":[\"a=1\"],\"isBase64Encoded\":true,"
                + "\"body\":\"" + Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8)) + "\"}";
    }
}
