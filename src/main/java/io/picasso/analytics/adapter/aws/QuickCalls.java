package io.picasso.analytics.adapter.aws;

import java.util.Set;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The SDK's client over the JDK's connections, with calls of DynamoDB a millisecond quicker. Before it sends a POST whose
 * length is declared over a connection that was kept, the JDK listens for a millisecond whether the other side has closed
 * it; a body without a declared length it sends from memory at once, with its length, and once more when the connection
 * turns out to be closed. A read may be sent twice, and so may what the SDK itself sends again when no answer comes. The
 * length of any other change stays declared.
 */
final class QuickCalls implements SdkHttpClient {
    private static final String OPERATION = "X-Amz-Target";
    private static final String LENGTH = "Content-Length";
    private static final Set<String> READS = Set.of("GetItem", "BatchGetItem", "Query", "Scan");

    private final SdkHttpClient client;
    private final boolean sentAgain;

    /** @param sentAgain whether the SDK sends a change again when no answer comes */
    QuickCalls(SdkHttpClient client, boolean sentAgain) {
        this.client = client;
        this.sentAgain = sentAgain;
    }

    /** What makes it. */
    record Builder(UrlConnectionHttpClient.Builder client, boolean sentAgain)
            implements SdkHttpClient.Builder<Builder> {
        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new QuickCalls(client.buildWithDefaults(defaults), sentAgain);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return client.prepareRequest(mayRepeat(request.httpRequest()) ? undeclared(request) : request);
    }

    private boolean mayRepeat(SdkHttpRequest request) {
        return request.firstMatchingHeader(OPERATION)
                .filter(operation -> operation.startsWith("DynamoDB_")
                        && (sentAgain || READS.contains(operation.substring(operation.indexOf('.') + 1))))
                .isPresent();
    }

    private static HttpExecuteRequest undeclared(HttpExecuteRequest request) {
        HttpExecuteRequest.Builder undeclared = HttpExecuteRequest.builder()
                .request(request.httpRequest().toBuilder().removeHeader(LENGTH).build())
                .metricCollector(request.metricCollector().orElse(null));
        request.contentStreamProvider().ifPresent(undeclared::contentStreamProvider);
        return undeclared.build();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
