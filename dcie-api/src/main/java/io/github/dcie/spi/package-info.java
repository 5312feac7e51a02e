/** What a service may implement itself: where the state of a job is kept, and who is told of its events. */
package io.github.dcie.spi;
