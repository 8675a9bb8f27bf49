/** Laws: what must hold for every input, tried on many random ones. A failure names the seed that repeats it. */
package io.picasso.analytics.law;
