package io.picasso.analytics.adapter.aws.sqs;

import io.picasso.analytics.resource.FoundQueue;
import io.picasso.analytics.resource.QueueDeclaration;
import io.picasso.analytics.resource.QueueDeclaration.Redrive;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Reads and writes the attributes of a queue, which SQS keeps as texts. */
final class QueueAttributes {
    // A redrive policy is a small JSON object; the count comes as a number or as a text.
    private static final Pattern TARGET = Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"[^\"]*:([^\":]+)\"");
    private static final Pattern RECEIVES = Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d+)\"?");

    private QueueAttributes() {}

    static FoundQueue read(String name, Map<QueueAttributeName, String> attributes) {
        return new FoundQueue(
                name,
                seconds(attributes, QueueAttributeName.VISIBILITY_TIMEOUT).orElse(Duration.ZERO),
                seconds(attributes, QueueAttributeName.MESSAGE_RETENTION_PERIOD),
                Optional.ofNullable(attributes.get(QueueAttributeName.REDRIVE_POLICY))
                        .flatMap(QueueAttributes::redrive),
                count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES),
                count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    }

    static Map<QueueAttributeName, String> write(QueueDeclaration queue, Optional<String> deadLetterArn) {
        Map<QueueAttributeName, String> attributes = new EnumMap<>(QueueAttributeName.class);
        attributes.put(
                QueueAttributeName.VISIBILITY_TIMEOUT,
                Long.toString(queue.visibility().toSeconds()));
        attributes.put(
                QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                Long.toString(queue.retention().toSeconds()));
        queue.redrive()
                .ifPresent(redrive -> attributes.put(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + deadLetterArn.orElseThrow() + "\",\"maxReceiveCount\":\""
                                + redrive.maxReceiveCount() + "\"}"));
        return attributes;
    }

    private static Optional<Redrive> redrive(String policy) {
        Matcher target = TARGET.matcher(policy);
        Matcher receives = RECEIVES.matcher(policy);
        return target.find() && receives.find()
                ? Optional.of(new Redrive(target.group(1), Integer.parseInt(receives.group(1))))
                : Optional.empty();
    }

    private static Optional<Duration> seconds(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Optional.ofNullable(attributes.get(name)).map(text -> Duration.ofSeconds(Long.parseLong(text)));
    }

    private static long count(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }
}
