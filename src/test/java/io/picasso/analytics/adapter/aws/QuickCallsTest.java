package io.picasso.analytics.adapter.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.picasso.analytics.adapter.aws.dynamodb.DynamoDbClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Over a server that closes every connection when the second request has come, without an answer. */
class QuickCallsTest {
    private static final String ANSWER = "{}";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> attempts = new CopyOnWriteArrayList<>();
    private ServerSocket server;
    private DynamoDbClient client;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve);
        thread.setDaemon(true);
        thread.start();
        client = client(CallLimits.ONCE);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private DynamoDbClient client(CallLimits limits) {
        return DynamoDbClients.create(AwsConnection.local(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                .with(limits));
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                read(in);
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\n" + "Content-Length: "
                                        + ANSWER.length() + "\r\n\r\n" + ANSWER)
                                .getBytes(StandardCharsets.UTF_8));
                read(in);
            } catch (SocketException closed) {
                // By the test, which is over, or by the client.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A request: its operation is kept, its body read. */
    private void read(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String small = line.toLowerCase(Locale.ROOT);
            if (small.startsWith("x-amz-target:")) {
                asked.add(line.substring(line.indexOf('.') + 1));
            }
            if (small.startsWith("amz-sdk-request:")) {
                attempts.add(line.substring(line.indexOf(':') + 1).strip());
            }
            if (small.startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int i = 0; i < length; i++) {
            in.read();
        }
    }

    private void twice(Consumer<DynamoDbClient> call) {
        call.accept(client);
        call.accept(client);
    }

    private static void put(DynamoDbClient client) {
        client.putItem(put -> put.tableName("t").item(Map.of("pk", AttributeValue.fromS("a"))));
    }

    @Test
    void aReadIsSentAgainWhenItsConnectionCloses() {
        twice(one -> one.getItem(get -> get.tableName("t").key(Map.of("pk", AttributeValue.fromS("a")))));
        assertThat(asked).containsExactly("GetItem", "GetItem", "GetItem");
        asked.clear();
        twice(one -> one.query(query -> query.tableName("t").keyConditionExpression("pk = a")));
        assertThat(asked).contains("Query");
    }

    @Test
    void aChangeThatMustNotBeMadeTwiceIsSentOnceWhateverBecomesOfTheConnection() {
        assertThatThrownBy(() -> twice(QuickCallsTest::put)).isInstanceOf(SdkClientException.class);
        assertThat(asked).containsExactly("PutItem", "PutItem");
    }

    @Test
    void aChangeThatTheSdkSendsAgainIsSentAgainAtOnce() {
        CallLimits twice = new CallLimits(Duration.ofSeconds(2), Duration.ofSeconds(10), 2, true);
        try (DynamoDbClient patient = client(twice)) {
            put(patient);
            put(patient);
        }
        assertThat(asked).containsExactly("PutItem", "PutItem", "PutItem");
        assertThat(attempts).as("without the SDK's wait in between").containsOnly("attempt=1; max=2");
    }
}
