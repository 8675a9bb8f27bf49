/**
 * What the session tables must hold, computed a second time and independently: written from the definition of the
 * attributes, with plain maps and loops, not from the code under test.
 */
package io.picasso.analytics.oracle;
