/** The statements of ours on Trino, the engine inside Athena; compiled and run by the profile {@code trino} only. */
package io.picasso.analytics.trino;
