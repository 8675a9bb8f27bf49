package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.adapter.aws.AwsService;
import io.picasso.analytics.port.QueueControl;
import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Queues in SQS. */
public final class SqsQueueControl implements QueueControl {
    private final SqsClient client;
    private final AwsService service;

    public SqsQueueControl(SqsClient client, AwsService service) {
        this.client = client;
        this.service = service;
    }

    @Override
    public Optional<FoundQueue> find(String name) {
        return service.call("describe", "queue " + name, () -> {
            try {
                return Optional.of(QueueAttributes.read(name, attributes(QueueUrl.lookUp(client, name))));
            } catch (QueueDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void create(QueueDeclaration queue) {
        Map<QueueAttributeName, String> attributes = write(queue);
        service.call(
                "create",
                "queue " + queue.name(),
                () -> client.createQueue(
                        request -> request.queueName(queue.name()).attributes(attributes)));
    }

    @Override
    public void alter(QueueDeclaration queue) {
        Map<QueueAttributeName, String> attributes = write(queue);
        service.call("change", "queue " + queue.name(), () -> {
            String url = QueueUrl.lookUp(client, queue.name());
            return client.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
        });
    }

    @Override
    public void delete(String name) {
        service.call("delete", "queue " + name, () -> {
            try {
                String url = QueueUrl.lookUp(client, name);
                return Optional.of(client.deleteQueue(request -> request.queueUrl(url)));
            } catch (QueueDoesNotExistException e) {
                return Optional.empty();
            }
        });
    }

    private Map<QueueAttributeName, String> write(QueueDeclaration queue) {
        return QueueAttributes.write(queue, queue.redrive().map(redrive -> arn(redrive.deadLetterQueue())));
    }

    @Override
    public String arn(String name) {
        return service.call(
                "describe",
                "queue " + name,
                () -> String.valueOf(attributes(QueueUrl.lookUp(client, name)).get(QueueAttributeName.QUEUE_ARN)));
    }

    private Map<QueueAttributeName, String> attributes(String url) {
        return client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
