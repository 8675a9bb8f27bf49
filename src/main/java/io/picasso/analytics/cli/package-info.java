/**
 * The terminal's front door: commands, options, confirmation, progress, exit status.
 *
 * <p>Commands are thin: options to a request, to an operation, to a renderer. The only place for picocli.
 */
package io.picasso.analytics.cli;
