package io.picasso.analytics.adapter.aws.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Answers as CloudWatch does (Smithy's RPC v2 over CBOR), with alarms kept in memory and given out two at a time, and as
 * CloudWatch Logs does (JSON 1.1).
 */
public final class CloudWatchStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 2;
    private static final String OPERATION = "/operation/";

    /** A request as it came. */
    record Request(String path, Map<String, Object> body) {
        String operation() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    private final HttpServer server;
    private final Map<String, Map<String, Object>> alarms = new TreeMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<JsonNode> logRequests = new ArrayList<>();
    private final Map<Instant, Double> points = new LinkedHashMap<>();
    private Optional<String> log = Optional.empty();
    private Optional<String> refusal = Optional.empty();

    public CloudWatchStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The requests to CloudWatch so far, of one operation. */
    synchronized List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    synchronized List<JsonNode> logRequests() {
        return List.copyOf(logRequests);
    }

    /** An alarm as CloudWatch describes it, however it came there. */
    public synchronized void alarm(Map<String, Object> described) {
        alarms.put(described.get("AlarmName").toString(), described);
    }

    /** A value that every metric has. */
    synchronized void point(Instant at, double value) {
        points.put(at, value);
    }

    /** The events of every log, as a JSON array; before that there is no log. */
    synchronized void log(String events) {
        log = Optional.of(events);
    }

    /** From now on every request is refused with this error. */
    synchronized void refuse(String error) {
        refusal = Optional.of(error);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestURI().getPath().contains(OPERATION)) {
                Request request = new Request(exchange.getRequestURI().getPath(), Cbor.read(body));
                synchronized (this) {
                    requests.add(request);
                }
                Optional<String> error = refusal;
                exchange.getResponseHeaders().add("smithy-protocol", "rpc-v2-cbor");
                answer(
                        exchange,
                        error.isPresent() ? 403 : 200,
                        "application/cbor",
                        Cbor.write(
                                error.isPresent()
                                        ? Map.of(
                                                "__type",
                                                "com.amazonaws.cloudwatch#" + error.get(),
                                                "message",
                                                "a test")
                                        : answer(request)));
            } else {
                answerLogs(exchange, body);
            }
        }
    }

    private synchronized Map<String, Object> answer(Request request) {
        return switch (request.operation()) {
            case "PutMetricAlarm" -> {
                Map<String, Object> described = new LinkedHashMap<>(request.body());
                described.put("StateValue", "INSUFFICIENT_DATA");
                described.put("StateReason", "Unchecked: Initial alarm creation");
                alarm(described);
                yield Map.of();
            }
            case "DeleteAlarms" -> {
                ((List<?>) request.body().get("AlarmNames")).forEach(name -> alarms.remove(name.toString()));
                yield Map.of();
            }
            case "DescribeAlarms" -> describe(request.body());
            case "GetMetricData" ->
                Map.of(
                        "MetricDataResults",
                        List.of(Map.of(
                                "Id",
                                "m",
                                "StatusCode",
                                "Complete",
                                "Timestamps",
                                List.copyOf(points.keySet()),
                                "Values",
                                List.copyOf(points.values()))));
            case "PutMetricData" -> Map.of();
            default -> throw new IllegalStateException(request.operation());
        };
    }

    private Map<String, Object> describe(Map<String, Object> request) {
        String prefix = request.getOrDefault("AlarmNamePrefix", "").toString();
        int from = Integer.parseInt(request.getOrDefault("NextToken", "0").toString());
        // CloudWatch gives no order.
        List<Object> all = alarms.values().stream()
                .filter(alarm -> alarm.get("AlarmName").toString().startsWith(prefix))
                .collect(Collectors.collectingAndThen(Collectors.toList(), found -> {
                    java.util.Collections.reverse(found);
                    return List.copyOf(found);
                }));
        int to = Math.min(all.size(), from + PAGE);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("MetricAlarms", all.subList(from, to));
        if (to < all.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private synchronized void answerLogs(HttpExchange exchange, byte[] body) throws IOException {
        logRequests.add(JSON.readTree(body));
        if (log.isEmpty()) {
            answer(
                    exchange,
                    400,
                    "application/x-amz-json-1.1",
                    "{\"__type\":\"ResourceNotFoundException\",\"message\":\"no group\"}".getBytes());
        } else {
            answer(
                    exchange,
                    200,
                    "application/x-amz-json-1.1",
                    ("{\"events\":" + log.get() + "}").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
