/** The words of an export job: what is exported where, what a step answered, and what a consumer is told. */
@NullMarked
package io.github.dcie;

import org.jspecify.annotations.NullMarked;
