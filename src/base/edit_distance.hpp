// How far two words are apart, for hints at what somebody meant. Quick enough to hold a word
// against thousands of others.
#pragma once

#include <cstddef>
#include <string_view>

namespace fettle {

/// Levenshtein's distance: the bytes to be put in, taken out or replaced to make one word the
/// other. Where more than 64 bytes of both lie between an equal beginning and an equal end, it is
/// not counted: the size of the longer rest stands for it.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace fettle
