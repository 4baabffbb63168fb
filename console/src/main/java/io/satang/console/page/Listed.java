package io.satang.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A screen of one of the API's lists.
 *
 * @param items what is on it, as the API shows it
 * @param newer the address of the screen before
 * @param older the address of the screen behind
 * @param total how many there are, in words, where that is known
 */
public record Listed(List<JsonNode> items, Optional<String> newer, Optional<String> older, Optional<String> total) {}
