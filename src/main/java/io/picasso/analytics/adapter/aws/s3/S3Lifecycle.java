package io.picasso.analytics.adapter.aws.s3;

import io.picasso.analytics.port.BucketControl.Lifecycle;
import io.picasso.analytics.resource.ExpiryRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The lifecycle of one bucket, which S3 replaces only as a whole. */
final class S3Lifecycle {
    private static final String RULE_ID = "picasso-analytics ";

    private final S3Client client;
    private final String bucket;

    S3Lifecycle(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** The rules in force that delete objects; empty where the engine has no lifecycles. */
    Optional<List<ExpiryRule>> find() {
        return rules().map(rules ->
                rules.stream().flatMap(rule -> expiry(rule).stream()).toList());
    }

    Lifecycle set(List<ExpiryRule> expiries) {
        Optional<List<LifecycleRule>> there = rules();
        if (there.isEmpty()) {
            return Lifecycle.NOT_SUPPORTED;
        }
        List<LifecycleRule> rules = merged(there.get(), expiries);
        try {
            client.putBucketLifecycleConfiguration(
                    request -> request.bucket(bucket).lifecycleConfiguration(lifecycle -> lifecycle.rules(rules)));
        } catch (S3Exception e) {
            if (notSupported(e)) {
                return Lifecycle.NOT_SUPPORTED;
            }
            throw e;
        }
        return Lifecycle.SET;
    }

    /** The whole lifecycle after a change: everything that was there, but for the rules that ours replace. */
    static List<LifecycleRule> merged(List<LifecycleRule> there, List<ExpiryRule> expiries) {
        List<LifecycleRule> rules = new ArrayList<>(there);
        rules.removeIf(rule -> expiries.stream().anyMatch(expiry -> replaces(expiry, rule)));
        expiries.forEach(expiry -> rules.add(rule(expiry)));
        return rules;
    }

    static String code(S3Exception e) {
        return e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
    }

    private Optional<List<LifecycleRule>> rules() {
        try {
            return Optional.of(client.getBucketLifecycleConfiguration(request -> request.bucket(bucket))
                    .rules());
        } catch (S3Exception e) {
            if (code(e).equals("NoSuchLifecycleConfiguration")) {
                return Optional.of(List.of());
            }
            if (notSupported(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean notSupported(S3Exception e) {
        return e.statusCode() == 501 || code(e).equals("NotImplemented");
    }

    /** A rule of ours, or one that does nothing but delete objects under the same prefix. */
    private static boolean replaces(ExpiryRule expiry, LifecycleRule rule) {
        boolean ours = (RULE_ID + expiry.prefix()).equals(rule.id());
        boolean onlyDeletes = rule.transitions().isEmpty()
                && rule.noncurrentVersionTransitions().isEmpty()
                && rule.noncurrentVersionExpiration() == null
                && rule.abortIncompleteMultipartUpload() == null;
        boolean samePrefix = expiry(rule)
                .filter(there -> there.prefix().equals(expiry.prefix()))
                .isPresent();
        return ours || (onlyDeletes && samePrefix);
    }

    private static LifecycleRule rule(ExpiryRule expiry) {
        return LifecycleRule.builder()
                .id(RULE_ID + expiry.prefix())
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(expiry.prefix()))
                .expiration(expiration -> expiration.days(expiry.days()))
                .build();
    }

    /** Rules that are off, go by tag or size, or delete nothing by age are none of our business. */
    @SuppressWarnings("deprecation") // rules of the oldest form carry their prefix outside the filter
    static Optional<ExpiryRule> expiry(LifecycleRule rule) {
        if (rule.status() != ExpirationStatus.ENABLED
                || rule.expiration() == null
                || rule.expiration().days() == null) {
            return Optional.empty();
        }
        if (rule.filter() == null) {
            String prefix = rule.prefix();
            return Optional.of(new ExpiryRule(
                    prefix == null ? "" : prefix, rule.expiration().days()));
        }
        boolean narrower = rule.filter().and() != null
                || rule.filter().tag() != null
                || rule.filter().objectSizeGreaterThan() != null
                || rule.filter().objectSizeLessThan() != null;
        if (narrower) {
            return Optional.empty();
        }
        String prefix = rule.filter().prefix();
        return Optional.of(
                new ExpiryRule(prefix == null ? "" : prefix, rule.expiration().days()));
    }
}
