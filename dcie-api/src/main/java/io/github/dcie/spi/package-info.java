/** What a service may implement itself: where the state of a job is kept, and who is told of its events. */
@NullMarked
package io.github.dcie.spi;

import org.jspecify.annotations.NullMarked;
