package io.picasso.analytics.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The jars that are not shipped, each with the content it must have. */
enum PinnedJar {
    DYNAMODB_LOCAL(
            "software.amazon.dynamodb",
            "DynamoDBLocal",
            "3.3.1",
            "41a32e0a840a1fa375d7b3955e60d4b1db94c423ef9e14a43ee9b4cf9c2fb536",
            5532,
            "Amazon DynamoDB Local License Agreement; it asks for an AWS account in good standing"),
    SQLITE4JAVA(
            "com.almworks.sqlite4java",
            "sqlite4java",
            "1.0.392",
            "243a64470fda0e86a6fddeb0af4c7aa9426ce84e68cbfe18d75ee5da4b7e0b92",
            130,
            "Apache-2.0");

    private final String group;
    private final String artifact;
    private final String version;
    private final String sha256;
    private final int kilobytes;
    private final String licence;

    PinnedJar(String group, String artifact, String version, String sha256, int kilobytes, String licence) {
        this.group = group;
        this.artifact = artifact;
        this.version = version;
        this.sha256 = sha256;
        this.kilobytes = kilobytes;
        this.licence = licence;
    }

    String version() {
        return version;
    }

    int kilobytes() {
        return kilobytes;
    }

    String licence() {
        return licence;
    }

    /** The Maven coordinates, {@code group:artifact:version}. */
    String coordinates() {
        return group + ":" + artifact + ":" + version;
    }

    String fileName() {
        return artifact + "-" + version + ".jar";
    }

    /** Its place in a Maven repository. */
    Path repositoryPath() {
        return Path.of(group.replace('.', '/'), artifact, version, fileName());
    }

    /** Whether this very jar lies there. */
    boolean isAt(Path path) throws IOException {
        if (!Files.isReadable(path)) {
            return false;
        }
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] buffer = new byte[64 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest()).equals(sha256);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
