/** What merchants see of their requests: answered ones are told on a topic, a bounded number of them, without what might be secret or personal. */
@NullMarked
package io.satang.platform.recording;

import org.jspecify.annotations.NullMarked;
