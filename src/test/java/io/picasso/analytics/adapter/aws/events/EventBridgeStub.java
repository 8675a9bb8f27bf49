package io.picasso.analytics.adapter.aws.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers as AWS EventBridge does, with rules kept in memory: a put replaces all of a rule but its targets, a rule with
 * targets is not deleted, and a target that is not taken is told in an answer of 200.
 */
public final class EventBridgeStub implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ARN = "arn:aws:events:us-east-1:123456789012:rule/";

    /** A request as it came. */
    public record Request(String operation, JsonNode body) {}

    /** What goes wrong with a request. */
    public enum Fault {
        /** 400 with ThrottlingException, nothing done. */
        THROTTLED,
        /** 400 with AccessDeniedException, nothing done. */
        DENIED,
        /** 500, nothing done. */
        BROKEN,
        /** Answered with 200, and its entries not taken. */
        ENTRIES_FAIL
    }

    private final HttpServer server;
    private final Map<String, ObjectNode> rules = new TreeMap<>();
    private final Map<String, ArrayNode> targets = new TreeMap<>();
    private final List<Request> requests = new ArrayList<>();
    private final Map<String, List<Fault>> faults = new TreeMap<>();

    public EventBridgeStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The next requests of that operation meet these faults, one each. */
    public synchronized void fail(String operation, Fault... next) {
        faults.computeIfAbsent(operation, name -> new ArrayList<>()).addAll(List.of(next));
    }

    /** The requests so far, of one operation. */
    public synchronized List<Request> requests(String operation) {
        return requests.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    /** How many requests changed something, or would have. */
    public synchronized long changes() {
        return requests.stream()
                .filter(request -> !request.operation().matches("(Describe|List).*"))
                .count();
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
        String operation = target.substring("AWSEvents.".length());
        requests.add(new Request(operation, body));
        List<Fault> planned = faults.getOrDefault(operation, List.of());
        ObjectNode answer = planned.isEmpty() ? work(operation, body) : fault(planned.remove(0));
        int status =
                answer.has("__type") ? answer.path("__type").asText().equals("InternalException") ? 500 : 400 : 200;
        byte[] bytes = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static ObjectNode fault(Fault fault) {
        return switch (fault) {
            case THROTTLED -> error("ThrottlingException", "Rate exceeded");
            case DENIED -> error("AccessDeniedException", "not authorized to perform");
            case BROKEN -> error("InternalException", "a test");
            case ENTRIES_FAIL -> {
                ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 1);
                answer.putArray("FailedEntries")
                        .addObject()
                        .put("TargetId", "x")
                        .put("ErrorCode", "InternalFailure")
                        .put("ErrorMessage", "a test");
                yield answer;
            }
        };
    }

    private static ObjectNode error(String type, String message) {
        return JSON.createObjectNode().put("__type", type).put("message", message);
    }

    private ObjectNode work(String operation, JsonNode body) {
        String name = body.path(body.has("Rule") ? "Rule" : "Name").asText();
        if (operation.equals("PutRule")) {
            rules.put(name, ((ObjectNode) body.deepCopy()).put("Arn", ARN + name));
            return JSON.createObjectNode().put("RuleArn", ARN + name);
        }
        if (operation.equals("DeleteRule")) {
            if (targets.containsKey(name) && !targets.get(name).isEmpty()) {
                return error("ValidationException", "Rule can't be deleted since it has targets.");
            }
            rules.remove(name);
            return JSON.createObjectNode();
        }
        if (!rules.containsKey(name)) {
            return error("ResourceNotFoundException", "Rule " + name + " does not exist on EventBus default.");
        }
        ArrayNode there = targets.computeIfAbsent(name, unknown -> JSON.createArrayNode());
        switch (operation) {
            case "DescribeRule" -> {
                return rules.get(name).deepCopy();
            }
            case "ListTargetsByRule" -> {
                return JSON.createObjectNode().set("Targets", there.deepCopy());
            }
            case "PutTargets" ->
                body.path("Targets").forEach(target -> {
                    remove(there, target.path("Id").asText());
                    there.add(target);
                });
            default -> body.path("Ids").forEach(id -> remove(there, id.asText()));
        }
        ObjectNode answer = JSON.createObjectNode().put("FailedEntryCount", 0);
        answer.putArray("FailedEntries");
        return answer;
    }

    private static void remove(ArrayNode targets, String id) {
        for (int place = targets.size() - 1; place >= 0; place--) {
            if (targets.get(place).path("Id").asText().equals(id)) {
                targets.remove(place);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
