// The small change of English that words.cpp speaks in: lists, ordinals, sets as words.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace fettle::schedule {

/// `a`, `a and b`, `a, b and c`.
std::string join_words(const std::vector<std::string>& words, const char* last = "and");

/// `1st`, `22nd`, `31st`.
std::string ordinal(int number);

/// `one` to `twelve`, then digits.
std::string number_word(int number);

/// The bits that are set, lowest first.
std::vector<int> members(std::uint64_t mask);

/// The members as words; three or more in a row become one, `a to c`.
std::vector<std::string> member_words(std::uint64_t mask,
                                      const std::function<std::string(int)>& word);

/// The same, joined.
std::string list_members(std::uint64_t mask, const std::function<std::string(int)>& word);

}  // namespace fettle::schedule
