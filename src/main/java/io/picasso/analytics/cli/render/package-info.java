/**
 * Turns answers into what stands on the screen: tables for people, JSON, NDJSON, CSV and YAML for programs.
 *
 * <p>May use Jackson and JMESPath; knows no operation and no adapter.
 */
package io.picasso.analytics.cli.render;
